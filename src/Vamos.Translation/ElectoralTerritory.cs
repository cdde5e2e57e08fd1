namespace Vamos.Translation;

using Vamos.Contracts.Territory;

/// <summary>
/// Districts by the electoral body's codes. It numbers Alto Paraguay 16 and Boquerón 17, the statistics institute the other way round: a code
/// passed on untranslated names a real district in the wrong department.
/// </summary>
public static class ElectoralTerritory
{
    /// <summary>The INE code of a district; empty when the source names none.</summary>
    public static Translated<string> DistrictOf(string? electoralCode)
    {
        if (string.IsNullOrWhiteSpace(electoralCode))
            return "";
        return TerritoryCatalogue.Paraguay.FindDistrictByElectoralCode(electoralCode.Trim()) is { } district
            ? district.Code
            : Translated<string>.Not("not a district of the electoral body's list");
    }
}
