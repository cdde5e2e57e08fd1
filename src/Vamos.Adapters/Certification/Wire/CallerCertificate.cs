namespace Vamos.Adapters.Certification.Wire;

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vamos.Certificates;

/// <summary>The client certificate that a connection presents; none when the context is null.</summary>
internal sealed record CallerCertificate(SslStreamCertificateContext? Context)
{
    /// <summary>No certificate.</summary>
    public static CallerCertificate None { get; } = new((SslStreamCertificateContext?)null);

    /// <summary>The certificate of an identity.</summary>
    public static CallerCertificate Of(TlsIdentity identity) => new(identity.ServerContext);

    /// <summary>A certificate that claims to be somebody's and that nobody signed but itself.</summary>
    public static CallerCertificate Forged(string institution, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={institution}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(InstitutionName.UriPrefix + institution));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var made = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        // The TLS of some systems takes only keys that came with their certificate.
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        return new CallerCertificate(SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true));
    }
}
