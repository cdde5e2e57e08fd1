namespace Vamos.Certificates;

using System.Security.Cryptography;

/// <summary>
/// A folder with an authority (<c>ca.pem</c>, <c>ca.key</c>) and the certificates it issued (<c>mds.pem</c>, <c>mds.key</c>).
/// Every file is replaced whole, and writers wait for each other, also across processes.
/// </summary>
public sealed partial class CertificateFolder
{
    /// <summary>How long before its end a certificate counts as expiring soon, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultRenewWithin = TimeSpan.FromDays(30);

    private const string AuthorityName = "ca";

    private readonly TimeProvider _time;

    private CertificateFolder(string path, TimeProvider time)
    {
        Path = path;
        _time = time;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Whether the folder can issue: the authority's certificate and its key are both there.</summary>
    public bool HasAuthority => File.Exists(CertificatePath(AuthorityName)) && File.Exists(KeyPath(AuthorityName));

    /// <summary>The authority's certificate, which everyone who is to trust it needs.</summary>
    public string AuthorityPath => CertificatePath(AuthorityName);

    /// <summary>Takes a folder as it is; it is created (closed to others) when something is first written.</summary>
    public static CertificateFolder Open(string path, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        return new CertificateFolder(System.IO.Path.GetFullPath(path), time);
    }

    /// <summary>Where an institution's certificate is, or would be.</summary>
    public string CertificatePath(string institution) => System.IO.Path.Combine(Path, institution + ".pem");

    /// <summary>Where an institution's private key is, or would be.</summary>
    public string KeyPath(string institution) => System.IO.Path.Combine(Path, institution + ".key");

    /// <summary>Loads what an institution needs to speak mutual TLS; see <see cref="TlsIdentity.Load"/>.</summary>
    public TlsIdentity LoadIdentity(string institution)
    {
        var code = Code(institution);
        return TlsIdentity.Load(AuthorityPath, CertificatePath(code), KeyPath(code), _time);
    }

    /// <summary>Loads the same as an identity that follows its files; see <see cref="TlsIdentitySource.Open"/>.</summary>
    public TlsIdentitySource OpenIdentity(string institution)
    {
        var code = Code(institution);
        return TlsIdentitySource.Open(AuthorityPath, CertificatePath(code), KeyPath(code), null, _time);
    }

    /// <summary>Creates the authority. Refuses when any part of one is there: whatever it signed would be lost.</summary>
    /// <exception cref="CertificateException">There is one already, or the name does not fit a certificate.</exception>
    public CertificateStatus CreateAuthority(string name, TimeSpan validity)
    {
        using var writer = Lock(default);
        Refuse(AuthorityName, "it signed every certificate in use; to give it more time, renew it");
        return WriteAuthority(name, validity, null);
    }

    /// <summary>
    /// Gives the authority a later end, under the same name and key, so that all it issued stays valid. Everyone needs the
    /// new <c>ca.pem</c> before the old one ends.
    /// </summary>
    public CertificateStatus RenewAuthority(TimeSpan validity)
    {
        using var writer = Lock(default);
        return RewriteAuthority(validity);
    }

    /// <summary>Issues an institution's first certificate. The host names may be none for one that only calls.</summary>
    /// <exception cref="CertificateException">It has one already, a name is malformed, or the authority is missing or ends too early.</exception>
    public CertificateStatus Issue(string institution, IReadOnlyList<string> hostNames, TimeSpan validity)
    {
        var code = Code(institution);
        var hosts = Hosts(hostNames);
        using var writer = Lock(default);
        Refuse(code, "renew it instead");
        return Write(code, hosts, validity, null);
    }

    /// <summary>Issues an institution's next certificate, for the same host names, with its key or a new one.</summary>
    /// <exception cref="CertificateException">It has none to renew, its key cannot be read, or the authority is missing or ends too early.</exception>
    public CertificateStatus Renew(string institution, TimeSpan validity, bool newKey)
    {
        var code = Code(institution);
        using var writer = Lock(default);
        using var old = PemFile.ReadCertificates(CertificatePath(code))[0];
        if (!newKey && RevokedAt(old) is not null)
            throw new CertificateException($"{CertificatePath(code)} is revoked, perhaps because its key leaked: renew with a new key.");
        using var key = newKey ? null : PemFile.ReadKey(KeyPath(code));
        if (key is not null)
            PemFile.WithKey(old, key, CertificatePath(code), KeyPath(code)).Dispose();
        if (key is RSA)
            throw new CertificateException($"{KeyPath(code)} is an RSA key: this tool issues for ECDSA keys only, renew with a new key.");
        if (!AlternativeNames.TryRead(old, out var names))
            throw new CertificateException($"{CertificatePath(code)} has alternative names that cannot be read: delete it and issue a new one.");
        return Write(code, Hosts(names.Hosts), validity, key as ECDsa);
    }

    private CertificateStatus Write(string code, IReadOnlyList<string> hosts, TimeSpan validity, ECDsa? keptKey)
    {
        using var authority = OpenAuthority();
        var now = Now();
        var (from, to) = (authority.Certificate.NotBefore.ToUniversalTime(), authority.Certificate.NotAfter.ToUniversalTime());
        if (now < from)
            throw new CertificateException($"{AuthorityPath} begins on {from:u}, after this machine's time: set the clock right.");
        if (now + Positive(validity) > to)
        {
            throw new CertificateException(
                $"{AuthorityPath} ends on {to:u}, before the certificate asked for {code}: ask for a shorter time, or renew the authority first.");
        }

        using var newKey = keptKey is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        using var certificate = authority.Issue(code, hosts, keptKey ?? newKey!, now, validity);
        // The key first: a certificate never lies there without its key, which Ensure would take for a loss.
        if (newKey is not null)
            FolderFile.WriteKey(KeyPath(code), newKey.ExportPkcs8PrivateKeyPem());
        FolderFile.WriteCertificate(CertificatePath(code), certificate.ExportCertificatePem());
        return Status(code, DefaultRenewWithin);
    }

    private CertificateStatus WriteAuthority(string name, TimeSpan validity, ECDsa? keptKey)
    {
        var trimmed = name?.Trim() ?? "";
        if (trimmed.Length is 0 or > 60 || trimmed.Any(char.IsControl))
            throw new CertificateException("An authority's name has 1 to 60 characters and no control characters.");
        using var newKey = keptKey is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        using var certificate = Authority.Create(trimmed, keptKey ?? newKey!, Now(), Positive(validity));
        if (newKey is not null)
            FolderFile.WriteKey(KeyPath(AuthorityName), newKey.ExportPkcs8PrivateKeyPem());
        FolderFile.WriteCertificate(AuthorityPath, certificate.ExportCertificatePem());
        return Status(AuthorityName, DefaultRenewWithin);
    }

    private CertificateStatus RewriteAuthority(TimeSpan validity)
    {
        using var authority = OpenAuthority();
        using var certificate = authority.Renew(Now(), Positive(validity));
        FolderFile.WriteCertificate(AuthorityPath, certificate.ExportCertificatePem());
        return Status(AuthorityName, DefaultRenewWithin);
    }

    private Authority OpenAuthority() => Authority.Open(AuthorityPath, KeyPath(AuthorityName));

    private IDisposable Lock(CancellationToken cancellationToken)
    {
        FolderFile.CreateFolder(Path);
        var held = FolderLock.Acquire(Path, cancellationToken);
        FolderFile.RemoveLeftovers(Path);
        return held;
    }

    private void Refuse(string code, string advice)
    {
        foreach (var path in new[] { CertificatePath(code), KeyPath(code) })
        {
            if (File.Exists(path))
                throw new CertificateException($"{path} exists and is not overwritten: {advice}.");
        }
    }

    // Certificates count whole seconds.
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());

    private static TimeSpan Positive(TimeSpan validity) =>
        validity > TimeSpan.Zero && validity <= TimeSpan.FromDays(36525)
            ? validity
            : throw new CertificateException("A certificate is valid for more than nothing and at most a hundred years.");

    private static string Code(string institution)
    {
        if (!InstitutionName.TryNormalize(institution, out var code))
            throw new CertificateException($"'{institution}' is not an institution's code: {InstitutionName.Rule}.");
        return code != AuthorityName ? code : throw new CertificateException("'ca' names the authority's own files and cannot be an institution's code.");
    }

    private static List<string> Hosts(IEnumerable<string> hostNames)
    {
        ArgumentNullException.ThrowIfNull(hostNames);
        return hostNames
            .Select(text => HostName.TryNormalize(text, out var name) ? name : throw new CertificateException($"'{text}' is not a host name: {HostName.Rule}."))
            .Distinct(StringComparer.Ordinal)
            .ToList();
    }
}
