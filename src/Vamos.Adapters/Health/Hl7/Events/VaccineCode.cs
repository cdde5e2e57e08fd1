namespace Vamos.Adapters.Health.Hl7.Events;

using Vamos.Adapters.Hl7;

/// <summary>A coded vaccine of type CE or CWE, which may have an alternate code. The internationally known one is preferred.</summary>
internal sealed record VaccineCode(string System, string Code, string Name)
{
    private const string LocalPrefix = "urn:mspbs:vacunas:";

    /// <summary>The code; null when there is none.</summary>
    public static VaccineCode? Read(Hl7Value field)
    {
        var (first, alternate) = (At(field, 1), At(field, 4));
        var chosen = first is not null && alternate is not null && VaccineCodes.RankOf(alternate.System) < VaccineCodes.RankOf(first.System)
            ? alternate
            : first ?? alternate;
        if (chosen is null || chosen.Name.Length != 0)
            return chosen;
        var other = ReferenceEquals(chosen, first) ? alternate : first;
        return chosen with { Name = VaccineCodes.NameOf(chosen.System, chosen.Code) ?? other?.Name ?? "" };
    }

    private static VaccineCode? At(Hl7Value field, int component)
    {
        var code = field.Component(component).Text.Trim();
        if (code.Length == 0)
            return null;
        var system = SystemOf(field.Component(component + 2).Text.Trim());
        // A number of one digit lost its zero on the way.
        var whole = system == VaccineCodes.Cvx && code.Length == 1 && char.IsAsciiDigit(code[0]) ? "0" + code : code;
        return new VaccineCode(system, whole, field.Component(component + 1).Text.Trim());
    }

    /// <summary>Names of table 0396, as the URIs by which the rest of the world knows the same systems.</summary>
    private static string SystemOf(string name) => name.ToUpperInvariant() switch
    {
        "CVX" or "HL70292" or "292" or "0292" => VaccineCodes.Cvx,
        "NDC" => "http://hl7.org/fhir/sid/ndc",
        "SCT" or "SNM" or "SNOMED" or "SNOMEDCT" => VaccineCodes.Snomed,
        "I11" => VaccineCodes.Icd11,
        "C4" or "CPT" => "http://www.ama-assn.org/go/cpt",
        "ATC" or "WC" => VaccineCodes.Atc,
        "" or "L" => LocalPrefix + "local",
        _ => LocalPrefix + Uri.EscapeDataString(name.ToLowerInvariant()),
    };
}
