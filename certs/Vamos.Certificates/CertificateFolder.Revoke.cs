namespace Vamos.Certificates;

using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>Taking certificates back before their end.</summary>
public sealed partial class CertificateFolder
{
    /// <summary>How long a revocation list is current, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultRevocationValidity = TimeSpan.FromDays(30);

    /// <summary>The authority's revocation list, which everyone who trusts it needs beside <c>ca.pem</c>; missing until something is revoked.</summary>
    public string RevocationPath => RevocationFile.Beside(AuthorityPath);

    /// <summary>Revokes the certificate of an institution that lies in the folder. Doing it again only gives the list a later end.</summary>
    /// <param name="institution">The institution's code.</param>
    /// <param name="listValidity">How long the list is current.</param>
    /// <exception cref="CertificateException">There is no such certificate of this authority, or the list or the authority's key cannot be used.</exception>
    public RevokedCertificate Revoke(string institution, TimeSpan listValidity)
    {
        var code = Code(institution);
        using var certificate = PemFile.ReadCertificates(CertificatePath(code))[0];
        if (!IsSigned(certificate))
            throw new CertificateException($"{CertificatePath(code)} was not issued by the authority of this folder: only its own can revoke it.");
        return RevokeSerial(certificate.SerialNumber, listValidity);
    }

    /// <summary>Revokes a certificate by its serial number, also one that is no longer in the folder.</summary>
    /// <param name="serialNumber">In hexadecimal, as <c>vamos certs show</c> and logs have it; colons and spaces do not matter.</param>
    /// <param name="listValidity">How long the list is current.</param>
    public RevokedCertificate RevokeSerial(string serialNumber, TimeSpan listValidity)
    {
        ArgumentNullException.ThrowIfNull(serialNumber);
        var serial = RevocationList.Serial(string.Concat(serialNumber.Where(character => character is not (':' or ' '))));
        if (serial.Length is 0 or > 40 || !serial.All(char.IsAsciiHexDigit))
            throw new CertificateException($"'{serialNumber}' is not a serial number in hexadecimal.");
        using var writer = Lock(default);
        using var authority = OpenAuthority();
        var lists = ReadOwnRevocations(authority.Certificate);
        var at = lists.Select(list => list.Entries.TryGetValue(serial, out var moment) ? moment : (DateTimeOffset?)null).FirstOrDefault(moment => moment is not null);
        return Write(authority, lists, listValidity, at is null ? serial : null) with { SerialNumber = serial, RevokedAt = at ?? Now(), WasRevoked = at is not null };
    }

    /// <summary>Signs the list anew with a later end, since those who read it want to see that it is current.</summary>
    public RevokedCertificate RefreshRevocations(TimeSpan listValidity)
    {
        using var writer = Lock(default);
        using var authority = OpenAuthority();
        return Write(authority, ReadOwnRevocations(authority.Certificate), listValidity, null);
    }

    private RevokedCertificate Write(Authority authority, IReadOnlyList<RevocationList> lists, TimeSpan validity, string? another)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var (serial, moment) in lists.SelectMany(list => list.Entries))
            builder.AddEntry(Bytes(serial), moment);
        if (another is not null)
            builder.AddEntry(Bytes(another), Now());
        var number = lists.Select(list => list.Number).DefaultIfEmpty(BigInteger.Zero).Max() + 1;
        var nextUpdate = Now() + Positive(validity);
        var list = authority.SignRevocations(builder, number, Now(), nextUpdate);
        FolderFile.WriteCertificate(RevocationPath, PemEncoding.WriteString("X509 CRL", list));
        return new RevokedCertificate(RevocationPath, number, nextUpdate);
    }

    // Only what the authority signed is signed again.
    private IReadOnlyList<RevocationList> ReadOwnRevocations(X509Certificate2 authority)
    {
        if (!File.Exists(RevocationPath))
            return [];
        var lists = RevocationFile.Read(RevocationPath);
        return lists.All(list => RevocationSignature.Verifies(list, authority))
            ? lists
            : throw new CertificateException($"{RevocationPath} holds a list that the authority of this folder did not sign: put its own back, or move that one away.");
    }

    private DateTimeOffset? RevokedAt(X509Certificate2 certificate)
    {
        try
        {
            return File.Exists(RevocationPath)
                ? RevocationLists.None.Replace(RevocationFile.Read(RevocationPath), [.. PemFile.ReadCertificates(AuthorityPath)]).RevokedAt(certificate)
                : null;
        }
        catch (CertificateException)
        {
            return null;
        }
    }

    // A serial number is a positive integer: its first bit must not be set.
    private static byte[] Bytes(string serial)
    {
        var bytes = Convert.FromHexString(serial.Length % 2 == 0 ? serial : "0" + serial);
        return bytes[0] < 0x80 ? bytes : [0, .. bytes];
    }
}

/// <summary>What revoking did.</summary>
/// <param name="List">The file of the list.</param>
/// <param name="Number">The list's number; each is greater than the one before.</param>
/// <param name="NextUpdate">Until when the list is current.</param>
public sealed record RevokedCertificate(string List, BigInteger Number, DateTimeOffset NextUpdate)
{
    /// <summary>The certificate's serial number in hexadecimal; empty when the list was only signed anew.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Since when it is revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>True when it had been revoked before.</summary>
    public bool WasRevoked { get; init; }
}
