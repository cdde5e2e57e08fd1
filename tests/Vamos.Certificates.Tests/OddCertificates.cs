namespace Vamos.Certificates.Tests;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

internal enum Use
{
    Server,
    Client,
}

/// <summary>Certificates as this project would not make them but others may.</summary>
internal static class OddCertificates
{
    public const string AlternativeNamesOid = "2.5.29.17";

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Signs itself and carries any bytes as alternative names.</summary>
    public static X509Certificate2 WithAlternativeNames(ECDsa key, byte[] encoded)
    {
        var request = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension(AlternativeNamesOid, encoded, critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    public static X509Certificate2 WithUris(ECDsa key, params string[] uris) => WithAlternativeNames(key, EncodeUris(uris));

    /// <summary>Two lists of names. The request refuses to repeat an extension, so a neighbour (issuer names, 2.5.29.18) is turned into the second.</summary>
    public static X509Certificate2 WithTwoAlternativeNames(ECDsa key, byte[] first, byte[] second)
    {
        var request = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509Extension(AlternativeNamesOid, first, critical: false));
        request.CertificateExtensions.Add(new X509Extension("2.5.29.18", second, critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var bytes = certificate.RawData;
        bytes[bytes.AsSpan().IndexOf(new byte[] { 0x06, 0x03, 0x55, 0x1D, 0x12 }) + 4] = 0x11;
        return X509CertificateLoader.LoadCertificate(bytes);
    }

    public static byte[] EncodeUris(params string[] uris)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var uri in uris)
            {
                var tag = new System.Formats.Asn1.Asn1Tag(System.Formats.Asn1.TagClass.ContextSpecific, 6);
                writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.IA5String, uri, tag);
            }
        }

        return writer.Encode();
    }

    /// <summary>An identity signed by the folder's authority for one use only, or with other institutions' URIs.</summary>
    public static TlsIdentity Identity(TemporaryFolder folder, ECDsa key, Use use, params string[] uris)
    {
        Write(folder, key, use, uris);
        return TlsIdentity.Load(folder.File("ca.pem"), folder.File("odd.pem"), folder.File("odd.key"));
    }

    public static void Write(TemporaryFolder folder, ECDsa key, Use use, params string[] uris)
    {
        using var authority = X509Certificate2.CreateFromPemFile(folder.File("ca.pem"), folder.File("ca.key"));
        var request = new CertificateRequest("CN=odd", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        foreach (var uri in uris)
            names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        var oid = use == Use.Server ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2";
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(oid)], critical: false));
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        File.WriteAllText(folder.File("odd.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("odd.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
