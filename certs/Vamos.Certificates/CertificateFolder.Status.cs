namespace Vamos.Certificates;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>What lies in the folder, and what it is worth.</summary>
public sealed partial class CertificateFolder
{
    /// <summary>Every institution's certificate in the folder, by name; broken files too.</summary>
    /// <param name="renewWithin">What counts as expiring soon; <see cref="DefaultRenewWithin"/> when null.</param>
    public IEnumerable<CertificateStatus> List(TimeSpan? renewWithin = null)
    {
        if (!Directory.Exists(Path))
            return [];
        return Directory.EnumerateFiles(Path, "*.pem")
            .Select(path => System.IO.Path.GetFileNameWithoutExtension(path))
            .Where(code => InstitutionName.IsValid(code) && code != AuthorityName)
            .Order(StringComparer.Ordinal)
            .Select(code => Status(code, renewWithin ?? DefaultRenewWithin))
            .ToList();
    }

    /// <summary>The authority's certificate; null when the folder has none.</summary>
    public CertificateStatus? AuthorityStatus(TimeSpan? renewWithin = null) =>
        File.Exists(AuthorityPath) ? Status(AuthorityName, renewWithin ?? DefaultRenewWithin) : null;

    private CertificateStatus Status(string code, TimeSpan renewWithin)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = PemFile.ReadCertificates(CertificatePath(code))[0];
        }
        catch (CertificateException)
        {
            return new CertificateStatus { Institution = code, State = CertificateState.Unreadable };
        }

        using (certificate)
        {
            return new CertificateStatus
            {
                Institution = code,
                State = State(code, certificate, renewWithin),
                Subject = certificate.Subject,
                Issuer = certificate.Issuer,
                SerialNumber = certificate.SerialNumber,
                NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
                NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
                RevokedAt = RevokedAt(certificate),
                HostNames = AlternativeNames.TryRead(certificate, out var names) ? names.Hosts : [],
                PublicKeySha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())),
            };
        }
    }

    // What cannot be mended by waiting or renewing comes first.
    private CertificateState State(string code, X509Certificate2 certificate, TimeSpan renewWithin)
    {
        var now = _time.GetUtcNow();
        if (!IsSigned(certificate))
            return CertificateState.NotFromAuthority;
        if (RevokedAt(certificate) is not null)
            return CertificateState.Revoked;
        if (code != AuthorityName && !(InstitutionName.TryRead(certificate, out var named) && named == code))
            return CertificateState.WrongInstitution;
        if (!HasKey(code, certificate))
            return CertificateState.WithoutKey;
        if (now < certificate.NotBefore)
            return CertificateState.NotYetValid;
        if (now > certificate.NotAfter)
            return CertificateState.Expired;
        return now + renewWithin >= certificate.NotAfter ? CertificateState.ExpiresSoon : CertificateState.Valid;
    }

    private bool IsSigned(X509Certificate2 certificate)
    {
        try
        {
            return new AuthorityTrust(PemFile.ReadCertificates(AuthorityPath), _time).Signed(certificate, []);
        }
        catch (CertificateException)
        {
            return false;
        }
    }

    private bool HasKey(string code, X509Certificate2 certificate)
    {
        try
        {
            using var key = PemFile.ReadKey(KeyPath(code));
            PemFile.WithKey(certificate, key, CertificatePath(code), KeyPath(code)).Dispose();
            return true;
        }
        catch (CertificateException)
        {
            return false;
        }
    }
}
