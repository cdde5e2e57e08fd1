namespace Vamos.Programmes.Checks;

using Vamos.Documents;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Documents;

/// <summary>What must hold within one programme.</summary>
internal static class ProgrammeRules
{
    public static void Check(Located<ProgrammeDocument> document, IReadOnlySet<string> codes)
    {
        var (at, programme) = document;
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < programme.Versions.Count; i++)
        {
            var version = programme.Versions[i];
            var path = $"versions[{i}]";
            if (version.Version.Length != 0 && !names.TryAdd(version.Version, at.LineOf($"{path}.version")))
                at.Error($"{path}.version", $"is '{version.Version}', which stands at line {names[version.Version]} already; a version is named once");
            Criteria(at, version, path, codes);
        }

        Times(at, programme.Versions);
    }

    /// <summary>Finds what is called verified without saying by what.</summary>
    public static void Verified(DocumentReading at, string path, bool verified, string? source)
    {
        if (verified && string.IsNullOrEmpty(source))
            at.Error($"{path}.source", "is missing: what is verified must say where it was read; or write verified: false");
    }

    private static void Criteria(DocumentReading at, RulesVersion version, string path, IReadOnlySet<string> codes)
    {
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < version.Criteria.Count; i++)
        {
            var criterion = version.Criteria[i];
            var place = $"{path}.criteria[{i}]";
            if (criterion.Code.Length != 0 && !given.TryAdd(criterion.Code, at.LineOf($"{place}.code")))
                at.Error($"{place}.code", $"is '{criterion.Code}', which stands at line {given[criterion.Code]} already; a code is given once");
            Verified(at, place, criterion.Verified, criterion.Source);
            if (!at.IsBroken($"{place}.requires"))
                criterion.Requires.Check(at, $"{place}.requires", codes);
        }

        if (version.Criteria.Count != 0 && !version.Criteria.Any(c => c.Requires is AliveCondition))
            at.Warning($"{path}.criteria", "have none of the type alive: people who have died can be eligible");
    }

    // One version after the other: no day has two, and no day between the first and the last has none.
    private static void Times(DocumentReading at, IReadOnlyList<RulesVersion> versions)
    {
        for (var i = 0; i < versions.Count; i++)
        {
            if (at.IsBroken($"versions[{i}].valid_from") || at.IsBroken($"versions[{i}].valid_until"))
                return;
            if (versions[i].ValidUntil < versions[i].ValidFrom)
                at.Error($"versions[{i}].valid_until", $"is {versions[i].ValidUntil:yyyy-MM-dd}, before the first day, {versions[i].ValidFrom:yyyy-MM-dd}");
        }

        var inOrder = Enumerable.Range(0, versions.Count).OrderBy(i => versions[i].ValidFrom).ToList();
        for (var i = 1; i < inOrder.Count; i++)
        {
            var (earlier, later) = (versions[inOrder[i - 1]], versions[inOrder[i]]);
            var path = $"versions[{inOrder[i - 1]}].valid_until";
            var before = later.ValidFrom.DayNumber == 0 ? later.ValidFrom : later.ValidFrom.AddDays(-1);
            if (earlier.ValidUntil is not { } last)
                at.Error(path, $"is missing: '{later.Version}' begins on {later.ValidFrom:yyyy-MM-dd}, so '{earlier.Version}' ends on {before:yyyy-MM-dd}");
            else if (last > before || later.ValidFrom == earlier.ValidFrom)
                at.Error(path, $"is {last:yyyy-MM-dd}, when '{later.Version}' is in force already, from {later.ValidFrom:yyyy-MM-dd}; a day has one version");
            else if (last < before)
                at.Error(path, $"is {last:yyyy-MM-dd}, so no rules are in force until '{later.Version}' begins on {later.ValidFrom:yyyy-MM-dd}; close the gap");
        }
    }
}
