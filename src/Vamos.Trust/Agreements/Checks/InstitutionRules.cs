namespace Vamos.Trust.Agreements.Checks;

using System.Security.Cryptography;
using Vamos.Documents;
using Vamos.Trust.Agreements.Documents;

/// <summary>What must hold among the institutions.</summary>
internal static class InstitutionRules
{
    public static void Check(Located<InstitutionsDocument> document)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var certificates = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Value.Institutions.Count; i++)
        {
            var institution = document.Value.Institutions[i];
            var path = $"institutions[{i}]";
            if (institution.Code.Length != 0 && !codes.TryAdd(institution.Code, document.At.LineOf($"{path}.code")))
                document.At.Error($"{path}.code", $"is '{institution.Code}', which stands at line {codes[institution.Code]} already; a code is given once");
            Roles(document.At, institution, path);
            for (var c = 0; c < institution.Certificates.Count; c++)
                Certificate(document.At, institution, institution.Certificates[c], $"{path}.certificates[{c}]", certificates);
        }
    }

    private static void Roles(DocumentReading at, Institution institution, string path)
    {
        for (var r = 1; r < institution.Roles.Count; r++)
        {
            if (institution.Roles.Take(r).Contains(institution.Roles[r]))
                at.Error($"{path}.roles[{r}]", "is given twice");
        }
    }

    private static void Certificate(
        DocumentReading at, Institution institution, CertificateRule rule, string path, Dictionary<string, string> owners)
    {
        if (at.IsBroken(path))
            return;
        var byKey = rule.PublicKeySha256 is not null;
        var byName = rule.Issuer is not null || rule.Subject is not null;
        if (byKey == byName || (byName && (rule.Issuer is null || rule.Subject is null)))
        {
            at.Error(path, "must have either public_key_sha256, or issuer and subject together");
            return;
        }

        string name;
        try
        {
            name = rule.PublicKeySha256 ?? CertificateNames.Pair(CertificateNames.Parse(rule.Issuer!), CertificateNames.Parse(rule.Subject!));
        }
        catch (CryptographicException)
        {
            at.Error(path, "must have issuer and subject as distinguished names, for example CN=Exchange CA, O=MTESS, C=PY");
            return;
        }

        if (!owners.TryAdd(name, institution.Code))
            at.Error(path, $"speaks for '{owners[name]}' already; a certificate speaks for one institution");
    }
}
