namespace Vamos.Adapters.Health.Hl7.Events;

using Vamos.Adapters.Hl7;

/// <summary>A coded vaccine of type CE or CWE, which may have an alternate code. The internationally known one is preferred.</summary>
internal sealed record VaccineCode(string System, string Code, string Name)
{
    public const string Cvx = "http://hl7.org/fhir/sid/cvx";

    private const string LocalPrefix = "urn:mspbs:vacunas:";

    /// <summary>The code; null when there is none.</summary>
    public static VaccineCode? Read(Hl7Value field)
    {
        var (first, alternate) = (At(field, 1), At(field, 4));
        if (first is null || alternate is null)
            return first ?? alternate;
        var chosen = first.System != Cvx && alternate.System == Cvx ? alternate : first;
        return chosen.Name.Length != 0 ? chosen : chosen with { Name = first.Name.Length != 0 ? first.Name : alternate.Name };
    }

    private static VaccineCode? At(Hl7Value field, int component)
    {
        var code = field.Component(component).Text.Trim();
        if (code.Length == 0)
            return null;
        var system = SystemOf(field.Component(component + 2).Text.Trim());
        // A number of one digit lost its zero on the way.
        var whole = system == Cvx && code.Length == 1 && char.IsAsciiDigit(code[0]) ? "0" + code : code;
        return new VaccineCode(system, whole, field.Component(component + 1).Text.Trim());
    }

    /// <summary>Names of table 0396, as the URIs by which the rest of the world knows the same systems.</summary>
    private static string SystemOf(string name) => name.ToUpperInvariant() switch
    {
        "CVX" or "HL70292" or "292" or "0292" => Cvx,
        "NDC" => "http://hl7.org/fhir/sid/ndc",
        "SCT" or "SNM" or "SNOMED" or "SNOMEDCT" => "http://snomed.info/sct",
        "C4" or "CPT" => "http://www.ama-assn.org/go/cpt",
        "ATC" or "WC" => "http://www.whocc.no/atc",
        "" or "L" => LocalPrefix + "local",
        _ => LocalPrefix + Uri.EscapeDataString(name.ToLowerInvariant()),
    };
}
