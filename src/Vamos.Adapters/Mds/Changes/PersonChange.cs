namespace Vamos.Adapters.Mds.Changes;

using Vamos.Common.V1;

/// <summary>That the records of a person changed.</summary>
internal sealed record PersonChange(NationalId Person, FactKinds Kinds, DateTimeOffset Time)
{
    /// <summary>Each person once, with all that changed, oldest first.</summary>
    public static IReadOnlyList<PersonChange> Merge(IEnumerable<PersonChange> changes)
    {
        var merged = new Dictionary<string, PersonChange>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var key = CedulaKey.Of(change.Person);
            merged[key] = merged.TryGetValue(key, out var known)
                ? known with { Kinds = FactKinds.Of(known.Kinds.Concat(change.Kinds)), Time = known.Time > change.Time ? known.Time : change.Time }
                : change;
        }

        return [.. merged.Values.OrderBy(change => change.Time)];
    }
}
