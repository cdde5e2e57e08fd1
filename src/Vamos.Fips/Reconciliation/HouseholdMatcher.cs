namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>
/// Finds the household that a form belongs to, who its members are, and which splits and merges it shows. Pure, deterministic, and independent
/// of the order of members, candidates and their forms.
/// </summary>
public static class HouseholdMatcher
{
    /// <summary>Matches a form with the households that share a key with it.</summary>
    /// <param name="submitted">The form; the household that it names wins when it is among the candidates.</param>
    /// <param name="candidates">Households found by <see cref="MatchKeys"/>, by the form's household and by an earlier version of the form.</param>
    public static HouseholdMatch Match(IntegratedProtectionForm submitted, IReadOnlyList<KnownHousehold> candidates)
    {
        ArgumentNullException.ThrowIfNull(submitted);
        ArgumentNullException.ThrowIfNull(candidates);
        var members = Statement.Of(submitted);
        var named = Named(submitted, candidates);
        var compared = candidates
            .DistinctBy(household => household.HouseholdId, StringComparer.Ordinal)
            .OrderBy(household => household.HouseholdId, StringComparer.Ordinal)
            .Select(household => new Candidate(household, submitted, members, household.HouseholdId == named))
            .ToList();

        var homes = new Homes(members, compared);
        var chosen = compared.Find(candidate => candidate.IsNamed) ?? Claims.Choose(submitted, members, compared, homes);
        var changes = Movements.Of(submitted, members, compared, homes, chosen);
        return new HouseholdMatch(submitted, chosen?.People, MemberMatches(members, compared, homes, chosen), changes);
    }

    private static string? Named(IntegratedProtectionForm submitted, IReadOnlyList<KnownHousehold> candidates) =>
        candidates.FirstOrDefault(household => submitted.HouseholdId.Length != 0 && household.HouseholdId == submitted.HouseholdId)?.HouseholdId
        ?? candidates.Where(household => household.LatestForms.Any(form =>
                submitted.FormId.Length != 0 ? form.FormId == submitted.FormId : SameInterview.Filled(form, submitted)))
            .Select(household => household.HouseholdId).Order(StringComparer.Ordinal).FirstOrDefault();

    private static MemberMatch[] MemberMatches(Statement[] members, List<Candidate> candidates, Homes homes, Candidate? chosen)
    {
        var matches = new MemberMatch[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var known = chosen?.Links[i].Person is null ? homes.KnownIn(i) : chosen;
            var carried = candidates.Where(candidate => candidate.Links[i].Person is not null)
                .SelectMany(candidate => candidate.Links[i].Person!.ProvisionalIds(candidate.HouseholdId)).Distinct().ToList();
            var contested = candidates.Exists(candidate => candidate.Links[i].Reason.Basis == MatchBasis.DocumentContested);
            matches[i] = known is not null
                ? new(members[i].Member.MemberId, known.HouseholdId, known.Links[i].Person!.MemberId, known.Links[i].Reason, carried)
                : new(members[i].Member.MemberId, null, null, new(contested ? MatchBasis.DocumentContested : MatchBasis.New), carried);
        }

        return matches;
    }
}
