namespace Vamos.Fips.Reconciliation;

/// <summary>Where each member of a form lives as far as was known before it.</summary>
internal sealed class Homes
{
    private readonly Candidate?[] _home;
    private readonly Candidate?[] _known;

    public Homes(Statement[] members, IReadOnlyList<Candidate> candidates)
    {
        _home = new Candidate?[members.Length];
        _known = new Candidate?[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var among = candidates.Where(candidate => candidate.Links[i].Person is not null).ToList();
            if (among.Count > 1)
                among = OnePerson(i, among);
            foreach (var candidate in among)
                _known[i] = Later(_known[i], candidate, i);

            // Who has left the household that knew of him or her last is not back in the one before it.
            if (_known[i]?.Links[i].Person is { Current: true, Deciding.IsMember: true } && members[i].IsMember)
                _home[i] = _known[i];
        }
    }

    /// <summary>Household that has the member today; null when none has.</summary>
    public Candidate? Of(int member) => _home[member];

    /// <summary>Household that has the member today or had before; null for somebody new.</summary>
    public Candidate? KnownIn(int member) => _known[member];

    // Two households may each know somebody who is like the member, but are not the same person.
    private static List<Candidate> OnePerson(int member, List<Candidate> candidates)
    {
        var ordered = candidates
            .OrderBy(candidate => candidate.Links[member].Reason.Basis)
            .ThenByDescending(candidate => candidate.IsNamed)
            .ThenByDescending(candidate => candidate.Links[member].Reason.Points)
            .ThenBy(candidate => candidate.HouseholdId, StringComparer.Ordinal)
            .ToList();
        var document = ordered[0].Links[member].Person!.Document;
        var kept = new List<Candidate> { ordered[0] };
        foreach (var candidate in ordered.Skip(1))
        {
            var other = candidate.Links[member].Person!.Document;
            if (document is null || other is null || Statement.SameDocument(document, other))
                kept.Add(candidate);
            else
                candidate.Unlink(member);
            document ??= other;
        }

        return kept;
    }

    // A guest is at home elsewhere, and the census of one person does not say with whom he or she lives.
    private static Candidate Later(Candidate? one, Candidate other, int member)
    {
        if (one is null)
            return other;
        var (first, second) = (one.Links[member].Person!.Deciding, other.Links[member].Person!.Deciding);
        if (first.IsMember != second.IsMember)
            return first.IsMember ? one : other;
        var covers = FormOrder.CoversHousehold(first.Form);
        return covers != FormOrder.CoversHousehold(second.Form) ? (covers ? one : other) : FormOrder.Outranks(first.Form, second.Form) ? one : other;
    }
}
