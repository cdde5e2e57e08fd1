namespace Vamos.Hub.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Sources;
using Vamos.Programmes;
using Vamos.Programmes.Facts;
using Facts = Vamos.Programmes.Facts;

/// <summary>Finds benefits of one person that may not be held together, from facts of all institutions.</summary>
public sealed class IncompatibilityLookup(SourceRegistry sources)
{
    /// <summary>Asks the sources and applies the rules of a day.</summary>
    /// <param name="nationalId">The person, in canonical form.</param>
    /// <param name="book">The rules.</param>
    /// <param name="asOf">The day whose rules and facts apply.</param>
    /// <param name="covered">Institutions whose data the agreement covers.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="timeLeft">Time until the caller's deadline.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<IncompatibilityOutcome> FindAsync(
        NationalId nationalId,
        ProgrammeBook book,
        DateOnly asOf,
        IReadOnlySet<string> covered,
        CacheDemand demand,
        TimeSpan timeLeft,
        CancellationToken cancellation)
    {
        var kinds = book.NeedsForIncompatibilities(asOf).Kinds.ToHashSet();
        var answers = await sources.AskAllAsync(nationalId, kinds, covered, demand, AnswerTime.ForSources(timeLeft), cancellation);
        var asked = answers.Where(answer => answer.Status.State != SourceState.NotAsked).ToArray();
        if (asked.Length != 0 && asked.All(answer => answer.Status.State == SourceState.NotFound))
            return new IncompatibilityOutcome(null, answers.Trace());

        // The provenance of what is found is that of the records, so they must be this caller's own.
        var facts = PersonFacts.Of(
            nationalId, Array.ConvertAll(answers, answer => new Facts.SourceAnswer(answer.Status.Clone(), answer.OwnRecords())), sources.Offers);
        var found = new FindIncompatibilitiesResponse { Incompatibilities = { book.FindIncompatibilities(facts, asOf) } };
        found.Sources.AddRange(facts.Answers.Select(answer => answer.Status));
        return new IncompatibilityOutcome(found, answers.Trace());
    }
}

/// <summary>What came of it.</summary>
/// <param name="Found">What collides, and the sources asked; null when every source that was asked answered and none knows the person.</param>
/// <param name="Trace">What the exchange log is to say of where it is from.</param>
public sealed record IncompatibilityOutcome(FindIncompatibilitiesResponse? Found, ExchangeRecord Trace);
