namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>A split or merge that a form shows. Null stands for what has no identifier yet: the new household, the form itself.</summary>
/// <param name="HouseholdId">Household that it is recorded at.</param>
/// <param name="Kind">What it was.</param>
/// <param name="OtherHouseholdId">The other household.</param>
/// <param name="FormId">Form that shows it.</param>
internal readonly record struct Movement(string? HouseholdId, HouseholdChangeKind Kind, string? OtherHouseholdId, string? FormId);

/// <summary>Finds who moved.</summary>
internal static class Movements
{
    /// <summary>The splits and merges, each once.</summary>
    public static IReadOnlyList<Movement> Of(
        IntegratedProtectionForm form, Statement[] members, IReadOnlyList<Candidate> candidates, Homes homes, Candidate? chosen)
    {
        // A census found one person somewhere; that moves nobody.
        if (candidates.Count == 0 || !FormOrder.CoversHousehold(form))
            return [];

        var into = chosen?.HouseholdId;
        var movements = new SortedSet<Movement>(Comparer<Movement>.Create(Compare));
        for (var i = 0; i < members.Length; i++)
        {
            if (!members[i].IsMember || homes.KnownIn(i) is not { } home || home == chosen)
                continue;
            var newest = home.Links[i].Person!.Deciding.Form;
            if (FormOrder.Outranks(form, newest))
                movements.Add(new(home.HouseholdId, HouseholdChangeKind.Split, into, null));
            else if (homes.Of(i) is not null && FormOrder.CoversHousehold(newest))
                movements.Add(new(into, HouseholdChangeKind.Split, home.HouseholdId, newest.FormId));
        }

        foreach (var candidate in candidates)
        {
            if (candidate != chosen && IsSwallowed(form, members, candidate, homes))
                movements.Add(new(into, HouseholdChangeKind.Merged, candidate.HouseholdId, null));
        }

        return [.. movements];
    }

    private static bool IsSwallowed(IntegratedProtectionForm form, Statement[] members, Candidate candidate, Homes homes)
    {
        var residents = Claims.Residents(candidate, homes);
        var here = Enumerable.Range(0, members.Length)
            .Where(i => members[i].IsMember && homes.Of(i) == candidate)
            .Select(i => candidate.Links[i].Person!)
            .ToHashSet();
        return residents.Count != 0 && residents.TrueForAll(person => here.Contains(person) && FormOrder.Outranks(form, person.Deciding.Form));
    }

    private static int Compare(Movement one, Movement other)
    {
        var order = string.CompareOrdinal(one.HouseholdId, other.HouseholdId);
        order = order != 0 ? order : one.Kind.CompareTo(other.Kind);
        order = order != 0 ? order : string.CompareOrdinal(one.OtherHouseholdId, other.OtherHouseholdId);
        return order != 0 ? order : string.CompareOrdinal(one.FormId, other.FormId);
    }
}
