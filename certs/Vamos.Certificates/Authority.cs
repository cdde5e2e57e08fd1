namespace Vamos.Certificates;

using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>The certificate and key that sign an institution's certificate.</summary>
internal sealed class Authority : IDisposable
{
    // For clocks that run a little behind the one that issues.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);
    private const string OrganizationOid = "2.5.4.10";

    private readonly ECDsa _key;

    private Authority(X509Certificate2 certificate, ECDsa key)
    {
        Certificate = certificate;
        _key = key;
    }

    public X509Certificate2 Certificate { get; }

    private string Name =>
        Certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == OrganizationOid)
            .Select(part => part.GetSingleElementValue())
            .FirstOrDefault()
        ?? Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    public static Authority Open(string certificatePath, string keyPath)
    {
        var certificate = PemFile.ReadCertificates(certificatePath)[0];
        var key = PemFile.ReadKey(keyPath);
        if (key is not ECDsa ecdsa)
            throw new CertificateException($"{keyPath} is not an ECDSA key: this tool signs with ECDSA only.");
        PemFile.WithKey(certificate, key, certificatePath, keyPath).Dispose();
        return new Authority(certificate, ecdsa);
    }

    /// <summary>A new authority that signs itself.</summary>
    public static X509Certificate2 Create(string name, ECDsa key, DateTimeOffset now, TimeSpan validity)
    {
        var subject = new X500DistinguishedNameBuilder();
        // No institution's code has a space in it, so no subject of a leaf is ever the authority's own.
        subject.AddCommonName(name + " CA");
        subject.AddOrganizationName(name);
        return SelfSign(subject.Build(), key, now - Leeway, now + validity);
    }

    /// <summary>The same name and key with a later end: what was issued before stays valid.</summary>
    public X509Certificate2 Renew(DateTimeOffset now, TimeSpan validity) =>
        SelfSign(Certificate.SubjectName, _key, Certificate.NotBefore, now + validity);

    /// <summary>A certificate for one institution.</summary>
    public X509Certificate2 Issue(string institution, IReadOnlyList<string> hostNames, ECDsa key, DateTimeOffset now, TimeSpan validity)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(institution);
        subject.AddOrganizationName(Name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(AuthorityTrust.ServerUse), new Oid(AuthorityTrust.ClientUse)], critical: false));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        extensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        extensions.Add(Names(institution, hostNames));
        return Sign(request, Certificate.SubjectName, _key, now - Leeway, now + validity);
    }

    /// <summary>A revocation list, in DER.</summary>
    public byte[] SignRevocations(CertificateRevocationListBuilder entries, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
    {
        using var signer = Certificate.CopyWithPrivateKey(_key);
        return entries.Build(signer, number, nextUpdate, HashAlgorithmName.SHA256, thisUpdate: thisUpdate);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static X509Extension Names(string institution, IReadOnlyList<string> hostNames)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var hostName in hostNames)
        {
            if (HostName.TryParseAddress(hostName, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(hostName);
        }

        names.AddUri(new Uri(InstitutionName.UriPrefix + institution));
        return names.Build();
    }

    private static X509Certificate2 SelfSign(X500DistinguishedName subject, ECDsa key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return Sign(request, subject, key, notBefore, notAfter);
    }

    private static X509Certificate2 Sign(CertificateRequest request, X500DistinguishedName issuer, ECDsa key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        // 126 random bits after a leading 01: positive, and always sixteen bytes long.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return request.Create(issuer, X509SignatureGenerator.CreateForECDsa(key), notBefore, notAfter, serial);
    }
}
