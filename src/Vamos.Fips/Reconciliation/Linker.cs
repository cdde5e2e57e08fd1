namespace Vamos.Fips.Reconciliation;

/// <summary>What is known about a form and a household before their people are compared.</summary>
internal enum Familiarity
{
    /// <summary>Nothing.</summary>
    Strange,

    /// <summary>They are of one district.</summary>
    SameDistrict,

    /// <summary>The form is of this household.</summary>
    SameHousehold,

    /// <summary>The form was placed in this household, so that its member ids are those of the household.</summary>
    Placed,
}

/// <summary>Who of a household a member is.</summary>
/// <param name="Person">The person; null for nobody.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct Link(KnownPerson? Person, MatchReason Reason);

/// <summary>
/// Recognises the members of a form among the people of a household: first by documents, then by provisional identifiers, then by description,
/// the most alike first. Nobody is recognised twice, and the order of members and people does not matter.
/// </summary>
internal static class Linker
{
    /// <summary>Who each member is.</summary>
    public static Link[] Assign(IReadOnlyList<Statement> members, IReadOnlyList<KnownPerson> people, string householdId, Familiarity familiarity)
    {
        var links = new Link[members.Count];
        if (people.Count == 0)
            return links;

        var taken = new HashSet<KnownPerson>(people.Count);
        ByDocument(members, people, links, taken);
        ByProvisionalId(members, people, householdId, links, taken);
        if (familiarity == Familiarity.Placed)
            ByPlace(members, people, links, taken);
        if (links.Any(link => link.Person is not null))
            familiarity = familiarity == Familiarity.Placed ? familiarity : Familiarity.SameHousehold;
        if (taken.Count < people.Count && taken.Count < members.Count)
            ByDescription(members, people, familiarity, links, taken);
        return links;
    }

    private static void ByDocument(IReadOnlyList<Statement> members, IReadOnlyList<KnownPerson> people, Link[] links, HashSet<KnownPerson> taken)
    {
        for (var i = 0; i < links.Length; i++)
        {
            if (members[i].Document is not { } document)
                continue;
            foreach (var person in people)
            {
                if (!Statement.SameDocument(document, person.Document))
                    continue;
                var contested = person.Statements.TrueForAll(members[i].IsSomebodyElse);
                if (!contested && taken.Add(person))
                {
                    links[i] = new(person, new(MatchBasis.Document));
                    break;
                }

                links[i] = new(null, new(MatchBasis.DocumentContested));
            }
        }
    }

    private static void ByProvisionalId(
        IReadOnlyList<Statement> members, IReadOnlyList<KnownPerson> people, string householdId, Link[] links, HashSet<KnownPerson> taken)
    {
        for (var i = 0; i < links.Length; i++)
        {
            var member = members[i];
            if (links[i].Person is not null || member.Member.ProvisionalIds.Count == 0)
                continue;
            var person = people.FirstOrDefault(known => !taken.Contains(known) && !HaveDocuments(member, known)
                && member.Member.ProvisionalIds.Any(id => known.AnswersTo(id, householdId)) && !known.Statements.TrueForAll(member.IsSomebodyElse));
            if (person is null)
                continue;
            taken.Add(person);
            links[i] = new(person, new(MatchBasis.ProvisionalId));
        }
    }

    // An identifier that was used again for somebody else is noticed: then neither name nor birth go together.
    private static void ByPlace(IReadOnlyList<Statement> members, IReadOnlyList<KnownPerson> people, Link[] links, HashSet<KnownPerson> taken)
    {
        const MatchEvidence SomebodyElse = MatchEvidence.NameDiffers | MatchEvidence.BirthDiffers;
        for (var i = 0; i < links.Length; i++)
        {
            var member = members[i];
            if (links[i].Person is not null || links[i].Reason.Basis == MatchBasis.DocumentContested || member.Member.MemberId.Length == 0)
                continue;
            var person = people.FirstOrDefault(known => !taken.Contains(known) && !HaveDocuments(member, known)
                && known.Statements.Exists(said => said.Member.MemberId == member.Member.MemberId)
                && !known.Statements.TrueForAll(member.IsSomebodyElse));
            if (person is null || Best(member, person) is var likeness && (likeness.Evidence & SomebodyElse) == SomebodyElse)
                continue;
            taken.Add(person);
            links[i] = new(person, new(MatchBasis.Description, likeness.Evidence | MatchEvidence.SameRow, likeness.Points));
        }
    }

    private static void ByDescription(
        IReadOnlyList<Statement> members, IReadOnlyList<KnownPerson> people, Familiarity familiarity, Link[] links, HashSet<KnownPerson> taken)
    {
        var pairs = new List<Pair>();
        for (var i = 0; i < links.Length; i++)
        {
            if (links[i].Person is not null || links[i].Reason.Basis == MatchBasis.DocumentContested)
                continue;
            foreach (var person in people)
            {
                if (taken.Contains(person) || HaveDocuments(members[i], person))
                    continue;
                var likeness = Best(members[i], person);
                if (Math.Max(likeness.Points, likeness.Points + likeness.KinshipPoints) >= Likeness.WithinHousehold)
                    pairs.Add(new(i, members[i], person, likeness));
            }
        }

        pairs.Sort(Pair.MostAlikeFirst);
        var chosen = new List<Pair>(pairs.Count);
        var used = new HashSet<int>();
        foreach (var pair in pairs)
        {
            if (!used.Contains(pair.Index) && taken.Add(pair.Person))
            {
                used.Add(pair.Index);
                chosen.Add(pair);
            }
        }

        var ofOneHousehold = familiarity >= Familiarity.SameHousehold
            || (familiarity == Familiarity.SameDistrict && chosen.Count(pair => pair.Total >= Likeness.Together) > 1);
        var alone = familiarity == Familiarity.SameDistrict ? Likeness.AloneInDistrict : Likeness.Alone;
        foreach (var (index, _, person, likeness) in chosen)
        {
            if (ofOneHousehold ? likeness.Points + likeness.KinshipPoints < Likeness.WithinHousehold : likeness.Points < alone)
                continue;
            var evidence = likeness.Evidence | (ofOneHousehold ? MatchEvidence.Household : 0);
            var points = likeness.Points + (ofOneHousehold ? likeness.KinshipPoints : 0);
            links[index] = new(person, new(MatchBasis.Description, evidence, points));
        }
    }

    // Either they are the same, and somebody found that they are two people; or they differ, and nothing else can make one person of them.
    private static bool HaveDocuments(Statement member, KnownPerson person) => member.Document is not null && person.Document is not null;

    private static Likeness Best(Statement member, KnownPerson person)
    {
        var best = Likeness.Of(member, person.Statements[0]);
        for (var i = 1; i < person.Statements.Count; i++)
        {
            var likeness = Likeness.Of(member, person.Statements[i]);
            if (likeness.Points + likeness.KinshipPoints > best.Points + best.KinshipPoints)
                best = likeness;
        }

        return best;
    }

    private readonly record struct Pair(int Index, Statement Member, KnownPerson Person, Likeness Likeness)
    {
        public static readonly Comparison<Pair> MostAlikeFirst = (one, other) =>
        {
            var order = other.Total.CompareTo(one.Total);
            order = order != 0 ? order : other.SameId.CompareTo(one.SameId);
            order = order != 0 ? order : string.CompareOrdinal(one.Person.MemberId, other.Person.MemberId);
            return order != 0 ? order : string.CompareOrdinal(one.Member.Member.MemberId, other.Member.Member.MemberId);
        };

        public int Total => Likeness.Points + Likeness.KinshipPoints;

        private bool SameId => Member.Member.MemberId == Person.MemberId;
    }
}
