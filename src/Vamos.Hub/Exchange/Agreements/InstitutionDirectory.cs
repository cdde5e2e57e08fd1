namespace Vamos.Hub.Exchange.Agreements;

using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vamos.Certificates;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Documents;

/// <summary>
/// Whose certificate is whose. A certificate that names an institution speaks for it, unless the documents pin that institution
/// to other certificates; one that names none speaks for the institution that the documents map it to. Trust in the issuer is
/// established before, in the handshake.
/// </summary>
public sealed class InstitutionDirectory
{
    private readonly FrozenDictionary<string, string> _byKey;
    private readonly FrozenDictionary<string, string> _byNames;
    private readonly FrozenSet<string> _pinned;

    /// <summary>The directory of the institutions of a book.</summary>
    public InstitutionDirectory(IEnumerable<Institution> institutions)
    {
        var rules = institutions.SelectMany(i => i.Certificates.Select(rule => (i.Code, rule))).ToList();
        _byKey = rules.Where(r => r.rule.PublicKeySha256 is not null).ToFrozenDictionary(r => r.rule.PublicKeySha256!, r => r.Code);
        _byNames = rules.Where(r => r.rule.Issuer is not null).ToFrozenDictionary(
            r => CertificateNames.Pair(CertificateNames.Parse(r.rule.Issuer!), CertificateNames.Parse(r.rule.Subject!)), r => r.Code);
        _pinned = rules.Select(r => r.Code).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The institution that a certificate speaks for.</summary>
    public InstitutionResolution Resolve(X509Certificate2 certificate)
    {
        var reading = InstitutionName.Read(certificate, out var named);
        if (reading == InstitutionReading.Unclear)
            return new InstitutionResolution(null, ResolutionFailure.Unclear);
        var mapped = Mapped(certificate);
        if (reading == InstitutionReading.None)
            return mapped is null ? new InstitutionResolution(null, ResolutionFailure.NamesNone) : new InstitutionResolution(mapped, ResolutionFailure.None);

        // a certificate that the documents give to one institution never speaks for another
        var contradicted = mapped is not null && mapped != named;
        return contradicted || (mapped is null && _pinned.Contains(named!))
            ? new InstitutionResolution(null, ResolutionFailure.NotPinned)
            : new InstitutionResolution(named, ResolutionFailure.None);
    }

    private string? Mapped(X509Certificate2 certificate)
    {
        if (_byKey.Count != 0 && _byKey.TryGetValue(CertificateNames.KeyHash(certificate), out var byKey))
            return byKey;
        if (_byNames.Count == 0)
            return null;
        try
        {
            var pair = CertificateNames.Pair(CertificateNames.Of(certificate.IssuerName), CertificateNames.Of(certificate.SubjectName));
            return _byNames.GetValueOrDefault(pair);
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>What became of resolving a certificate.</summary>
/// <param name="Code">Code of the institution; null when there is none.</param>
/// <param name="Failure">Why there is none.</param>
public readonly record struct InstitutionResolution(string? Code, ResolutionFailure Failure);

/// <summary>Why a certificate speaks for nobody.</summary>
public enum ResolutionFailure
{
    /// <summary>It speaks for somebody.</summary>
    None,

    /// <summary>It names no institution, and the documents do not have it.</summary>
    NamesNone,

    /// <summary>It names several institutions, or one against the rule.</summary>
    Unclear,

    /// <summary>The documents give the institution other certificates, or the certificate to another institution.</summary>
    NotPinned,
}
