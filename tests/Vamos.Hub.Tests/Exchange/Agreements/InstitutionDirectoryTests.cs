namespace Vamos.Hub.Tests.Exchange.Agreements;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Documents;

/// <summary>Whose certificate is whose.</summary>
public sealed class InstitutionDirectoryTests
{
    private const string IssuerName = "CN=Autoridad, O=Ministerio, C=PY";

    [Fact]
    public void Certificate_that_names_an_institution_speaks_for_it()
    {
        using var certificate = Issue("CN=x", "mds");

        Assert.Equal("mds", Directory(Of("mds")).Resolve(certificate).Code);
    }

    [Fact]
    public void Certificate_that_names_none_speaks_for_nobody_unless_it_is_mapped()
    {
        using var certificate = Issue("CN=x");

        Assert.Equal(ResolutionFailure.NamesNone, Directory(Of("mds")).Resolve(certificate).Failure);
        Assert.Equal("mds", Directory(Of("mds", ByKey(certificate))).Resolve(certificate).Code);
    }

    [Fact]
    public void Certificate_is_mapped_by_issuer_and_subject_however_they_are_spaced()
    {
        using var certificate = Issue("CN=Servidor de intercambio, OU=Sistemas, C=PY");
        var rule = new CertificateRule { Issuer = "CN=Autoridad,O=Ministerio,C=PY", Subject = "CN=Servidor de intercambio,OU=Sistemas,  C=PY" };

        Assert.Equal("mds", Directory(Of("mds", rule)).Resolve(certificate).Code);
        Assert.Null(Directory(Of("mds", rule with { Subject = "CN=Servidor de intercambio, C=PY" })).Resolve(certificate).Code);
        Assert.Null(Directory(Of("mds", rule with { Issuer = "CN=Otra, O=Ministerio, C=PY" })).Resolve(certificate).Code);
    }

    [Fact]
    public void Pinned_institution_is_spoken_for_by_its_own_certificates_only()
    {
        using var pinned = Issue("CN=x", "mds");
        using var other = Issue("CN=x", "mds");
        var directory = Directory(Of("mds", ByKey(pinned)));

        Assert.Equal("mds", directory.Resolve(pinned).Code);
        Assert.Equal(new InstitutionResolution(null, ResolutionFailure.NotPinned), directory.Resolve(other));
    }

    [Fact]
    public void Certificate_given_to_one_institution_cannot_speak_for_another()
    {
        using var certificate = Issue("CN=x", "utgs");

        var resolved = Directory(Of("mds", ByKey(certificate)), Of("utgs")).Resolve(certificate);

        Assert.Equal(ResolutionFailure.NotPinned, resolved.Failure);
    }

    [Fact]
    public void Certificate_that_names_two_speaks_for_nobody_even_when_mapped()
    {
        using var certificate = Issue("CN=x", "mds", "utgs");

        Assert.Equal(ResolutionFailure.Unclear, Directory(Of("mds", ByKey(certificate))).Resolve(certificate).Failure);
    }

    private static InstitutionDirectory Directory(params Institution[] institutions) => new(institutions);

    private static Institution Of(string code, params CertificateRule[] certificates) =>
        new() { Code = code, Name = code, Roles = [InstitutionRole.Consumer], Certificates = certificates };

    private static CertificateRule ByKey(X509Certificate2 certificate) => new() { PublicKeySha256 = CertificateNames.KeyHash(certificate) };

    private static X509Certificate2 Issue(string subject, params string[] institutions)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest(IssuerName, authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var issuer = authority.CreateSelfSigned(now.AddMinutes(-1), now.AddHours(1));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        foreach (var institution in institutions)
            names.AddUri(new Uri("urn:vamos:institution:" + institution));
        request.CertificateExtensions.Add(names.Build());
        return request.Create(issuer, now.AddMinutes(-1), now.AddMinutes(30), [1, 2, 3]);
    }
}
