namespace Vamos.Testing;

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>An authority, a certificate for a server on loopback and one for a client, in files for redis-server.</summary>
public sealed class TlsFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-redis-tls-");

    private TlsFiles()
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var authority = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        AuthorityCertificate = X509CertificateLoader.LoadCertificate(authority.RawData);
        Write(Authority, authority.ExportCertificatePem());

        using var server = Issue(authority, "CN=redis", now);
        Write(ServerCertificate, server.ExportCertificatePem());
        using (var key = server.GetECDsaPrivateKey()!)
            Write(ServerKey, key.ExportPkcs8PrivateKeyPem());
        Client = Issue(authority, "CN=client", now);
    }

    public X509Certificate2 AuthorityCertificate { get; }

    public X509Certificate2 Client { get; }

    public string Authority => Path.Combine(_folder.FullName, "ca.pem");

    public string ServerCertificate => Path.Combine(_folder.FullName, "redis.pem");

    public string ServerKey => Path.Combine(_folder.FullName, "redis.key");

    public static TlsFiles Create() => new();

    public void Dispose()
    {
        AuthorityCertificate.Dispose();
        Client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Write(string path, string pem) => File.WriteAllText(path, pem);

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(authority, now.AddHours(-1), now.AddHours(20), Guid.NewGuid().ToByteArray());
        using var withKey = bare.CopyWithPrivateKey(key);

        // Through PKCS 12, because a TLS stream does not take a key that lives in memory only on every platform.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
