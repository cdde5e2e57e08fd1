namespace Vamos.Fips.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>
/// Which household a form continues. A household lives on where its core is, the head with the partner; failing that where most of its members
/// are, and of two halves where the head is. A form that is older than what is known is asked the same question the other way round.
/// </summary>
internal static class Claims
{
    /// <summary>The household; null when the form shows a new one.</summary>
    public static Candidate? Choose(IntegratedProtectionForm form, Statement[] members, IReadOnlyList<Candidate> candidates, Homes homes)
    {
        var head = Array.FindIndex(members, member => member.Member.Kinship == Kinship.Head);
        return candidates
            .Select(candidate => (Candidate: candidate, Own: Own(candidate, members, homes)))
            .Where(claim => claim.Own.Count != 0 && Continues(form, members, claim.Candidate, claim.Own, homes))
            .OrderByDescending(claim => head >= 0 && claim.Own.Contains(head)
                && claim.Candidate.KinshipOf(claim.Candidate.Links[head].Person!) == Kinship.Head)
            .ThenByDescending(claim => head >= 0 && claim.Own.Contains(head))
            .ThenByDescending(claim => claim.Own.Count)
            .ThenBy(claim => claim.Candidate.HouseholdId, StringComparer.Ordinal)
            .Select(claim => claim.Candidate)
            .FirstOrDefault();
    }

    /// <summary>Members of a household who live there today, but for those whom the form's members show to live elsewhere.</summary>
    public static List<KnownPerson> Residents(Candidate candidate, Homes homes)
    {
        var elsewhere = Enumerable.Range(0, candidate.Links.Length)
            .Where(i => candidate.Links[i].Person is not null && homes.Of(i) is { } home && home != candidate)
            .Select(i => candidate.Links[i].Person!)
            .ToHashSet();
        return [.. candidate.People.People.Where(person => person.Current && person.Deciding.IsMember && !elsewhere.Contains(person))];
    }

    // Members who live there, or were known there last and are known nowhere since.
    private static List<int> Own(Candidate candidate, Statement[] members, Homes homes) =>
        [.. Enumerable.Range(0, members.Length).Where(i => members[i].IsMember && homes.KnownIn(i) == candidate)];

    private static bool Continues(IntegratedProtectionForm form, Statement[] members, Candidate candidate, List<int> own, Homes homes)
    {
        // One person's census tells nothing about who else lives there.
        if (!FormOrder.CoversHousehold(form) || candidate.People.Whole is not { } whole)
            return true;
        if (FormOrder.Outranks(whole, form))
        {
            var listed = members.Where(member => member.IsMember).ToList();
            return LivesOn(listed, member => member.Member.Kinship, [.. own.Select(i => members[i])]);
        }

        var present = own.Where(i => homes.Of(i) == candidate).Select(i => candidate.Links[i].Person!).ToHashSet();
        return LivesOn(Residents(candidate, homes), candidate.KinshipOf, present);
    }

    private static bool LivesOn<T>(List<T> household, Func<T, Kinship> kinship, HashSet<T> present)
    {
        var heads = household.Where(person => kinship(person) == Kinship.Head).ToList();
        var headsHere = heads.Count != 0 && heads.TrueForAll(present.Contains);
        if (headsHere && household.TrueForAll(person => kinship(person) != Kinship.Partner || present.Contains(person)))
            return true;
        var here = household.Count(present.Contains) * 2;
        return here > household.Count || (here == household.Count && headsHere);
    }
}
