namespace Vamos.Translation;

using System.Collections.Frozen;
using System.Text;
using Vamos.Contracts.Territory;

/// <summary>Districts by their names, for systems that know no code. A name that several districts have needs its department.</summary>
public static class TerritoryNames
{
    private static readonly FrozenDictionary<string, Department> Departments = TerritoryCatalogue.Paraguay.Departments
        .SelectMany(department => new[] { department.Name, department.IsoCode }.Select(name => (Name: Fold(name), department)))
        .Append(("CAPITAL", TerritoryCatalogue.Paraguay.FindDepartment("00")!))
        .Append(("DISTRITO CAPITAL", TerritoryCatalogue.Paraguay.FindDepartment("00")!))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private static readonly ILookup<string, District> Districts =
        TerritoryCatalogue.Paraguay.Districts.ToLookup(district => Fold(district.Name), StringComparer.Ordinal);

    /// <summary>The INE code of a district; empty when no district is named.</summary>
    /// <param name="district">Its name, with accents or without.</param>
    /// <param name="department">Name or ISO code of its department; may be missing.</param>
    public static Translated<string> DistrictOf(string? district, string? department)
    {
        if (string.IsNullOrWhiteSpace(district))
            return "";
        Department? within = null;
        if (!string.IsNullOrWhiteSpace(department) && !Departments.TryGetValue(Fold(department), out within))
            return Translated<string>.Not("not the name of a department");
        District[] named = [.. Districts[Fold(district)].Where(found => within is null || found.Department == within)];
        return named.Length switch
        {
            1 => named[0].Code,
            0 => Translated<string>.Not(within is null ? "not the name of a district" : "not the name of a district of that department"),
            _ => Translated<string>.Not("the name of several districts"),
        };
    }

    /// <summary>Capitals without accents, with single blanks.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Trim())
        {
            if (PlainLetters.Of(letter) is not { } plain || plain == '.')
                continue;
            if (plain != ' ' || (folded.Length > 0 && folded[^1] != ' '))
                folded.Append(plain);
        }

        return folded.ToString();
    }
}
