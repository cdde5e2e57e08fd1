namespace Vamos.Hub.Monitoring.Traffic;

using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;

/// <summary>Which exchanges a caller asks for, within those that it may see: its own, or all with the role of the monitor.</summary>
public static class ExchangeSelection
{
    /// <summary>The question to the log; null when the caller may see nothing of what is asked for.</summary>
    /// <param name="filter">What is asked for; null means everything.</param>
    /// <param name="caller">Institution that asks.</param>
    /// <param name="monitors">Whether it has the role of the monitor.</param>
    public static ExchangeQuery? Of(ExchangeFilter? filter, string caller, bool monitors)
    {
        var consumer = Text(filter?.ConsumerInstitution);
        if (!monitors && consumer is not null && consumer != caller)
            return null;
        return new ExchangeQuery
        {
            Consumer = monitors ? consumer : caller,
            Source = Text(filter?.SourceInstitution),
            Method = Text(filter?.Method),
            Outcomes = filter is null ? [] : [.. filter.Outcomes],
            MinimumLatency = filter?.MinimumLatency?.ToTimeSpan(),
        };
    }

    /// <summary>What is wrong with a filter.</summary>
    public static IEnumerable<ProblemField> Violations(ExchangeFilter? filter)
    {
        if (filter is null)
            yield break;
        if (filter.Outcomes.Any(outcome => outcome == ExchangeOutcome.Unspecified || !Enum.IsDefined(outcome)))
            yield return new ProblemField("filter.outcomes", "must be outcomes that the contract names");
        if (filter.MinimumLatency is { Seconds: < 0 } or { Nanos: < 0 })
            yield return new ProblemField("filter.minimum_latency", "must not be negative");
    }

    private static string? Text(string? text) => text is { Length: > 0 } ? text : null;
}
