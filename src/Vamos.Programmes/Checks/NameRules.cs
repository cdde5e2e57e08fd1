namespace Vamos.Programmes.Checks;

using Vamos.Documents;
using Vamos.Programmes.Documents;

/// <summary>What must hold among the codes of all programmes.</summary>
internal static class NameRules
{
    /// <summary>Checks the codes.</summary>
    /// <returns>The codes of all programmes, without those of rolls.</returns>
    public static IReadOnlySet<string> Check(IReadOnlyList<Located<ProgrammeDocument>> programmes)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, programme) in programmes)
        {
            if (programme.Code.Length == 0)
                continue;
            if (!owners.TryAdd(programme.Code, at.File))
                at.Error("code", $"is '{programme.Code}', which {owners[programme.Code]} has already; a code is given once");
            else if (Path.GetFileNameWithoutExtension(at.File) != programme.Code)
                at.Error("code", $"is '{programme.Code}', so the file must be {programme.Code}.yaml");
        }

        var codes = programmes.Select(p => p.Value.Code).Where(code => code.Length != 0).ToHashSet(StringComparer.Ordinal);
        foreach (var (at, programme) in programmes)
        {
            for (var i = 0; i < programme.RollCodes.Count; i++)
            {
                var roll = programme.RollCodes[i];
                if (roll.Length != 0 && !owners.TryAdd(roll, at.File))
                    at.Error($"roll_codes[{i}]", $"is '{roll}', which {owners[roll]} has already; a code names one programme");
            }
        }

        return codes;
    }

    /// <summary>The finding of a folder without programmes.</summary>
    public static IEnumerable<Finding> None(IReadOnlyList<Located<ProgrammeDocument>> programmes, DocumentFiles files) =>
        programmes.Count == 0 && !files.Texts.Any(text => ProgrammeCheck.IsProgramme(text.Name))
            ? [new Finding(Severity.Error, ".", 1, "folder", "holds no programme; it must hold a document for each, for example tekopora.yaml")]
            : [];
}
