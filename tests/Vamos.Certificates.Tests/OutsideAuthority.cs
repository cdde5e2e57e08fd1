namespace Vamos.Certificates.Tests;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>A certificate as a public-key infrastructure of the state gives it: RSA, and an authority between root and leaf.</summary>
internal sealed class OutsideAuthority : IDisposable
{
    private readonly RSA _rootKey = RSA.Create(2048);
    private readonly RSA _middleKey = RSA.Create(2048);
    private readonly RSA _leafKey = RSA.Create(2048);

    private OutsideAuthority(TemporaryFolder folder)
    {
        RootPath = folder.File("outside-root.pem");
        CertificatePath = folder.File("outside.pem");
        KeyPath = folder.File("outside.key");
    }

    public string RootPath { get; }

    public string CertificatePath { get; }

    public string KeyPath { get; }

    public static OutsideAuthority Create(TemporaryFolder folder, string institution)
    {
        var outside = new OutsideAuthority(folder);
        outside.Write(institution);
        return outside;
    }

    public void Dispose()
    {
        _rootKey.Dispose();
        _middleKey.Dispose();
        _leafKey.Dispose();
    }

    private void Write(string institution)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var root = ForAuthority("CN=State Root", _rootKey).CreateSelfSigned(from, to);
        using var middlePublic = ForAuthority("CN=State Issuing", _middleKey).Create(root, from, to, [1]);
        using var middle = middlePublic.CopyWithPrivateKey(_middleKey);
        var request = new CertificateRequest("CN=Ministry of Health, C=PY", _leafKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddUri(new Uri(InstitutionName.UriPrefix + institution));
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(middle, from, to, [2]);
        File.WriteAllText(RootPath, root.ExportCertificatePem());
        File.WriteAllText(CertificatePath, leaf.ExportCertificatePem() + "\n" + middle.ExportCertificatePem());
        File.WriteAllText(KeyPath, _leafKey.ExportPkcs8PrivateKeyPem());
    }

    private static CertificateRequest ForAuthority(string subject, RSA key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request;
    }
}
