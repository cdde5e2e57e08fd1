namespace Vamos.Hub.Sources;

using Vamos.Adapter.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;

/// <summary>What one source said about one person, now or a while ago. A source that failed is a value here, not an exception.</summary>
/// <param name="Status">What became of asking it.</param>
/// <param name="Records">What it knows; null unless it answered and knows the person. Others may hold the same records, so nobody changes them.</param>
/// <param name="Hop">When it was asked and answered, for the exchange log; null when it was not asked for this.</param>
public sealed record SourceAnswer(SourceStatus Status, PersonRecords? Records, ExchangeHop? Hop)
{
    /// <summary>Whether it gave all that it has, or said that it has nothing: such an answer may be kept.</summary>
    public bool IsWhole => Status.State is SourceState.Ok or SourceState.NotFound
        || (Status.State == SourceState.Partial && Records!.Issues.All(issue => issue.RecordKey.Length != 0));

    /// <summary>The records as the caller's own, with the age of an answer that was kept written into every fact.</summary>
    public PersonRecords? OwnRecords()
    {
        if (Records is null)
            return null;
        var own = Records.Clone();
        if (Status.Provenance is { FromCache: true } kept)
        {
            foreach (var provenance in own.Provenances())
            {
                if (provenance is null)
                    continue;
                provenance.FromCache = true;
                provenance.CacheAge = kept.CacheAge.Clone();
                provenance.Stale = kept.Stale;
            }
        }

        return own;
    }
}

/// <summary>What several answers come to.</summary>
public static class SourceAnswers
{
    /// <summary>What the exchange log is to say of them: the sources that were asked, and the age of the oldest that was kept from before.</summary>
    public static ExchangeRecord Trace(this IReadOnlyList<SourceAnswer> answers)
    {
        var trace = new ExchangeRecord();
        foreach (var answer in answers)
        {
            if (answer.Hop is not null)
                trace.Hops.Add(answer.Hop);
            if (answer.Status.Provenance is not { FromCache: true, CacheAge: { } age })
                continue;
            trace.FromCache = true;
            if (trace.CacheAge is null || trace.CacheAge.ToTimeSpan() < age.ToTimeSpan())
                trace.CacheAge = age;
        }

        return trace;
    }
}
