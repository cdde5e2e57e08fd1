namespace Vamos.Adapters.Health;

using System.Collections.Frozen;

/// <summary>Code systems of vaccines, and the names of the codes that the country's schedule uses, alike for every feed.</summary>
internal static class VaccineCodes
{
    public const string Cvx = "http://hl7.org/fhir/sid/cvx";
    public const string Atc = "http://www.whocc.no/atc";
    public const string Snomed = "http://snomed.info/sct";
    public const string Icd11 = "http://id.who.int/icd11/mms";

    // What a record says that is about no vaccine, or about none that it knows.
    private static readonly FrozenSet<string> NoVaccine = FrozenSet.Create(StringComparer.Ordinal, "998", "999", "99");

    // The systems in the order in which a dose with codes of several is told.
    private static readonly string[] Preferred = [Cvx, Atc, Snomed, Icd11];

    private static readonly FrozenDictionary<string, string> CvxNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["01"] = "DPT",
        ["02"] = "Polio oral (OPV)",
        ["03"] = "SPR (sarampión, papera, rubéola)",
        ["05"] = "Sarampión",
        ["08"] = "Hepatitis B pediátrica",
        ["09"] = "Td adulto",
        ["10"] = "Polio inactivada (IPV)",
        ["18"] = "Antirrábica",
        ["19"] = "BCG",
        ["20"] = "DPT acelular",
        ["21"] = "Varicela",
        ["33"] = "Neumococo 23-valente",
        ["37"] = "Antiamarílica",
        ["43"] = "Hepatitis B adulto",
        ["52"] = "Hepatitis A adulto",
        ["62"] = "VPH cuadrivalente",
        ["83"] = "Hepatitis A pediátrica",
        ["88"] = "Influenza",
        ["94"] = "SPRV (sarampión, papera, rubéola, varicela)",
        ["102"] = "Pentavalente (DPT-HB-Hib)",
        ["110"] = "DPTa-HB-IPV",
        ["115"] = "Tdpa",
        ["116"] = "Rotavirus pentavalente",
        ["119"] = "Rotavirus monovalente",
        ["120"] = "DPTa-Hib-IPV",
        ["133"] = "Neumococo 13-valente",
        ["141"] = "Influenza estacional",
        ["146"] = "Hexavalente (DPTa-IPV-Hib-HB)",
        ["150"] = "Influenza estacional tetravalente",
        ["152"] = "Neumococo conjugada",
        ["165"] = "VPH nonavalente",
        ["207"] = "COVID-19 (Moderna)",
        ["208"] = "COVID-19 (Pfizer-BioNTech)",
        ["210"] = "COVID-19 (AstraZeneca)",
        ["212"] = "COVID-19 (Janssen)",
        ["213"] = "COVID-19",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a code for people; null when it is on no list here.</summary>
    public static string? NameOf(string system, string code) => system == Cvx ? CvxNames.GetValueOrDefault(code) : null;

    /// <summary>Whether a code says that there was no vaccine, or that nobody knows which.</summary>
    public static bool IsNone(string system, string code) => system == Cvx && NoVaccine.Contains(code);

    /// <summary>The place of a code system among those that a dose may be coded in; the lowest is told.</summary>
    public static int RankOf(string system) => Array.IndexOf(Preferred, system) is >= 0 and var rank ? rank : Preferred.Length;
}
