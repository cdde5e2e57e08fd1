namespace Vamos.Hub.Beneficiaries;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Sources;

/// <summary>Looks one person up across all institutions.</summary>
public sealed class BeneficiaryLookup(SourceRegistry sources)
{
    /// <summary>Asks the sources and puts their answers side by side.</summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="scope">What is wanted and granted.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="timeLeft">Time until the caller's deadline.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<LookupOutcome> FindAsync(NationalId nationalId, LookupScope scope, CacheDemand demand, TimeSpan timeLeft, CancellationToken cancellation)
    {
        var answers = await sources.AskAllAsync(nationalId, scope.Kinds, scope.Institutions, demand, AnswerTime.ForSources(timeLeft), cancellation);
        return Outcome(answers, scope);
    }

    /// <summary>Looks many people up in one go.</summary>
    /// <param name="people">The people.</param>
    /// <param name="scope">What is wanted of each, and granted.</param>
    /// <param name="demand">What the caller accepts of answers kept from before.</param>
    /// <param name="timeLeft">Time that all of them may take together.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    /// <returns>What was found, in the order of the people.</returns>
    public async Task<LookupOutcome[]> FindAsync(IReadOnlyList<NationalId> people, LookupScope scope, CacheDemand demand, TimeSpan timeLeft, CancellationToken cancellation)
    {
        var answers = await sources.AskAllAsync(people, scope.Kinds, scope.Institutions, demand, AnswerTime.ForSources(timeLeft), cancellation);
        return Array.ConvertAll(answers, each => Outcome(each, scope));
    }

    private static LookupOutcome Outcome(SourceAnswer[] answers, LookupScope scope)
    {
        var asked = answers.Where(a => a.Status.State != SourceState.NotAsked).ToArray();
        var unknown = asked.Length != 0 && asked.All(a => a.Status.State == SourceState.NotFound);
        return new LookupOutcome(unknown ? null : scope.Apply(BeneficiaryAssembly.Of(answers)), answers.Trace());
    }
}

/// <summary>What a lookup found.</summary>
/// <param name="Beneficiary">What is known; null when every source that was asked answered and none knows the person.</param>
/// <param name="Trace">What the exchange log is to say of where it is from.</param>
public sealed record LookupOutcome(Beneficiary? Beneficiary, ExchangeRecord Trace);
