namespace Vamos.Programmes.Facts;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// Everything that is known about a person, and how far what is missing can be believed to be missing in fact. Made once and judged by as many
/// programmes as wanted, from any thread.
/// </summary>
public sealed class PersonFacts
{
    private readonly PersonRecords[] _records;

    private PersonFacts(NationalId nationalId, IReadOnlyList<SourceAnswer> answers, FactOffers offers)
    {
        NationalId = nationalId;
        Answers = answers;
        Offers = offers;
        var found = 0;
        foreach (var answer in answers)
            found += IsUsed(answer) ? 1 : 0;
        _records = found == 0 ? [] : new PersonRecords[found];
        foreach (var answer in answers)
        {
            if (IsUsed(answer))
                _records[^found--] = answer.Records!;
        }

        Complete = CompleteKinds();
    }

    /// <summary>Who it is.</summary>
    public NationalId NationalId { get; }

    /// <summary>The answers that it was made from.</summary>
    public IReadOnlyList<SourceAnswer> Answers { get; }

    /// <summary>
    /// Kinds of which everything is known: somebody knows the person, at least one institution offers them, each that does has answered, and none of
    /// them set a record of that kind aside. Only of these does "nothing is recorded" mean that there is nothing.
    /// </summary>
    public FactKindSet Complete { get; }

    /// <summary>Which institution offers what.</summary>
    internal FactOffers Offers { get; }

    /// <summary>Records of institutions that know the person, in the order of the answers.</summary>
    internal ReadOnlySpan<PersonRecords> Records => _records;

    /// <summary>Puts together what the sources said.</summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="answers">One for each institution, in the hub's order of sources; answers and records are kept, not copied.</param>
    /// <param name="offers">Which institution offers what. Every institution that offers a needed kind counts, whether it was asked or not.</param>
    public static PersonFacts Of(NationalId nationalId, IReadOnlyList<SourceAnswer> answers, FactOffers offers) =>
        new(nationalId.Canonical(), answers, offers);

    internal bool IsComplete(FactKind kind) => Complete.Contains(kind);

    internal bool IsOffered(FactKind kind) => Offers.Offered.Contains(kind);

    /// <summary>Whether one institution offers a kind and has told all of it.</summary>
    internal bool HasTold(string institution, FactKind kind) =>
        Offers.Of(kind).Contains(institution)
        && AnswerOf(institution) is { } answer
        && (answer.Records is null || !Holes(answer.Records).Contains(kind));

    /// <summary>Whether a source that answered set records of a kind aside, so that what it gives of that kind has holes.</summary>
    internal bool HasHoles(FactKind kind)
    {
        foreach (var (institution, kinds) in Offers.ByInstitution)
        {
            if (kinds.Contains(kind) && AnswerOf(institution) is { Records: { } records } && Holes(records).Contains(kind))
                return true;
        }

        return false;
    }

    /// <summary>Institutions that offer a kind and have not told all of it: those that did not answer, and those that set records aside.</summary>
    internal (IReadOnlyList<string> Silent, IReadOnlyList<string> Partial) Missing(FactKind kind)
    {
        List<string> silent = [], partial = [];
        foreach (var institution in Offers.Of(kind))
        {
            if (AnswerOf(institution) is not { } answer)
                silent.Add(institution);
            else if (answer.Records is not null && Holes(answer.Records).Contains(kind))
                partial.Add(institution);
        }

        return (silent, partial);
    }

    private FactKindSet CompleteKinds()
    {
        // Nobody has said that there is such a person: the number may be wrong, and then nothing follows from what is not recorded under it.
        if (_records.Length == 0)
            return default;
        var complete = Offers.Offered;
        foreach (var (institution, kinds) in Offers.ByInstitution)
        {
            var missing = AnswerOf(institution) is not { } answer ? kinds : answer.Records is null ? default : Holes(answer.Records) & kinds;
            complete = complete.Without(missing);
        }

        return complete;
    }

    /// <summary>The answer of an institution that did answer.</summary>
    internal SourceAnswer? AnswerOf(string institution)
    {
        for (var i = 0; i < Answers.Count; i++)
        {
            var answer = Answers[i];
            if (answer.Status.Institution == institution && (answer.Status.State == SourceState.NotFound || (IsAnswer(answer) && answer.Records is not null)))
                return answer;
        }

        return null;
    }

    private static bool IsUsed(SourceAnswer answer) => IsAnswer(answer) && answer.Records is { Found: true };

    private static bool IsAnswer(SourceAnswer answer) => answer.Status.State is SourceState.Ok or SourceState.Partial;

    private static FactKindSet Holes(PersonRecords records)
    {
        var holes = default(FactKindSet);
        for (var i = 0; i < records.Issues.Count; i++)
        {
            var kind = records.Issues[i].Kind;
            holes |= kind == FactKind.Unspecified ? new FactKindSet(uint.MaxValue) : FactKindSet.Of(kind);
        }

        return holes;
    }
}
