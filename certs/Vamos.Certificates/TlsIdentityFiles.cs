namespace Vamos.Certificates;

using System.Security.Cryptography.X509Certificates;

/// <summary>The three files of an identity, checked together so that everything wrong is said at once.</summary>
internal sealed class TlsIdentityFiles(
    string authorityPath, string certificatePath, string keyPath, TimeProvider time, RevocationCheck? revocations = null)
{
    private readonly List<string> _problems = [];

    public TlsIdentity Load()
    {
        var authorities = Try(ReadAuthorities);
        var chain = Try(() => PemFile.ReadCertificates(certificatePath));
        using var key = Try(() => PemFile.ReadKey(keyPath));

        var certificate = chain is null || key is null ? null : Try(() => PemFile.WithKey(chain[0], key, certificatePath, keyPath));
        var institution = chain is null ? null : ReadInstitution(chain[0]);
        var trust = authorities is null ? null : new AuthorityTrust(authorities, time, revocations);
        if (chain is not null && trust?.WhyNot(chain[0], chain.Skip(1), null) is { } flaw)
        {
            _problems.Add($"{certificatePath} cannot be used with {authorityPath}: the certificate {flaw}. "
                + "Renew it (`vamos certs renew`), or use the authority's file that belongs to it.");
        }

        if (_problems.Count > 0)
        {
            certificate?.Dispose();
            throw new CertificateException(string.Join(Environment.NewLine, _problems));
        }

        var intermediates = new X509Certificate2Collection(chain!.Skip(1).ToArray());
        chain![0].Dispose();
        return new TlsIdentity(ForThisSystem(certificate!), institution!, intermediates, authorities!, trust!);
    }

    private X509Certificate2Collection ReadAuthorities()
    {
        var authorities = new X509Certificate2Collection(PemFile.ReadCertificates(authorityPath).Where(AuthorityTrust.IsAuthority).ToArray());
        return authorities.Any(AuthorityTrust.IsRoot)
            ? authorities
            : throw new CertificateException(
                $"{authorityPath} holds no authority's certificate that signs itself (a root): put the authority's there, not an institution's.");
    }

    private string ReadInstitution(X509Certificate2 certificate)
    {
        if (InstitutionName.Read(certificate, out var institution) == InstitutionReading.Unclear)
        {
            _problems.Add($"{certificatePath} does not say clearly which institution it is of: "
                + $"it must name one, as {InstitutionName.UriPrefix}<code>, with {InstitutionName.Rule}.");
        }

        return institution ?? "";
    }

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (CertificateException exception)
        {
            _problems.Add(exception.Message);
            return null;
        }
    }

    // The TLS of Windows takes only keys that it has stored itself.
    private static X509Certificate2 ForThisSystem(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
