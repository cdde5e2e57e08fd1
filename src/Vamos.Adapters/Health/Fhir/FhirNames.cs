namespace Vamos.Adapters.Health.Fhir;

using System.Collections.Frozen;
using Vamos.Beneficiary.V1;

/// <summary>
/// Names of people. FHIR has one family name, the country has two surnames and one by marriage: they are taken from the extensions that name them,
/// else from the words where these leave no doubt.
/// </summary>
internal static class FhirNames
{
    private const string FathersFamily = "http://hl7.org/fhir/StructureDefinition/humanname-fathers-family";
    private const string MothersFamily = "http://hl7.org/fhir/StructureDefinition/humanname-mothers-family";
    private const string PartnersFamily = "http://hl7.org/fhir/StructureDefinition/humanname-partner-name";
    private const string PartnersPrefix = "http://hl7.org/fhir/StructureDefinition/humanname-partner-prefix";

    // Uses by which people are known officially, the best first. Nicknames, pen names and former names are none.
    private static readonly string?[] Uses = ["official", "usual", null, "maiden"];

    // Where one of these stands, the words of a surname are not the surnames.
    private static readonly FrozenSet<string> Particles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "de", "del", "la", "las", "los", "da", "das", "do", "dos", "di", "van", "von", "der", "y", "e", "san", "santa", "santo", "mac");

    /// <summary>The name; null when there is none that is in force.</summary>
    public static PersonName? Of(FhirNode patient)
    {
        var names = patient.Each("name");
        if (Best(names, Uses) is not { Exists: true } official)
            return null;
        var maiden = Best(names, ["maiden"]);
        var name = new PersonName();
        AddGivenNames(name, official);
        if (!TryAddNamedSurnames(name, official) && !(maiden.Exists && TryAddNamedSurnames(name, maiden)))
            AddSurnames(name, maiden.Exists && maiden.Has("family") ? maiden : official);
        if (name.MarriedSurname.Length == 0 && maiden.Exists && maiden.Path != official.Path)
            name.MarriedSurname = AddedByMarriage(maiden.Text("family"), official.Text("family"));
        if (name is { FirstGivenName: "", FirstSurname: "" } && official.Has("text") && !official.Has("family"))
            official.Note("text", "a name that is not told in its parts");
        return name;
    }

    private static FhirNode Best(IReadOnlyList<FhirNode> names, IEnumerable<string?> uses) => uses
        .Select(use => names.Where(name => name.Text("use") == use).OrderBy(name => name.Child("period").Has("end")).FirstOrDefault())
        .FirstOrDefault(name => name.Exists);

    private static void AddGivenNames(PersonName name, FhirNode official)
    {
        var given = official.Texts("given");
        // Many systems put all of them into the first.
        var words = given.Count == 1 ? given[0].Split(' ', 2) : given;
        if (words.Count > 0)
            name.FirstGivenName = words[0];
        name.OtherGivenNames = string.Join(' ', words.Skip(1));
    }

    private static bool TryAddNamedSurnames(PersonName name, FhirNode official)
    {
        var parts = official.Child("_family").Each("extension")
            .Select(extension => (Url: extension.Text("url"), Value: extension.Text("valueString") ?? ""))
            .Where(part => part.Url is not null)
            .ToLookup(part => part.Url!, part => part.Value);
        name.MarriedSurname = string.Join(' ', parts[PartnersPrefix].Concat(parts[PartnersFamily]).Where(word => word.Length != 0));
        if (!parts.Contains(FathersFamily) && !parts.Contains(MothersFamily))
            return false;
        name.FirstSurname = parts[FathersFamily].FirstOrDefault() ?? "";
        name.SecondSurname = parts[MothersFamily].FirstOrDefault() ?? "";
        return true;
    }

    private static void AddSurnames(PersonName name, FhirNode official)
    {
        var words = official.Text("family")?.Split(' ') ?? [];
        // Zárate Núñez de Ocampos: the surname of the husband follows both of her own.
        if (words is [_, _, "de" or "DE" or "De", _] && !Particles.Contains(words[0]) && !Particles.Contains(words[1]) && !Particles.Contains(words[3]))
        {
            name.MarriedSurname = $"{words[2]} {words[3]}";
            words = words[..2];
        }

        if (words.Length > 2 || (words.Length == 2 && words.Any(Particles.Contains)))
        {
            official.Note("family", "which of its words are the first surname cannot be told");
            return;
        }

        name.FirstSurname = words.ElementAtOrDefault(0) ?? "";
        name.SecondSurname = words.ElementAtOrDefault(1) ?? "";
    }

    private static string AddedByMarriage(string? maiden, string? married) =>
        maiden is not null && married is not null && married.Length > maiden.Length + 1 && married.StartsWith(maiden + " ", StringComparison.OrdinalIgnoreCase)
            ? married[(maiden.Length + 1)..]
            : "";
}
