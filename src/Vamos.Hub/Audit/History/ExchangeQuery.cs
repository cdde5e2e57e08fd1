namespace Vamos.Hub.Audit.History;

using Vamos.Exchange.V1;

/// <summary>Which exchanges to list. What is null or empty does not restrict.</summary>
public sealed record ExchangeQuery
{
    /// <summary>Of this consumer, by code.</summary>
    public string? Consumer { get; init; }

    /// <summary>With this source among those asked, by code.</summary>
    public string? Source { get; init; }

    /// <summary>Of this method, as in the path of the call.</summary>
    public string? Method { get; init; }

    /// <summary>With one of these outcomes.</summary>
    public IReadOnlyCollection<ExchangeOutcome> Outcomes { get; init; } = [];

    /// <summary>That took at least this long.</summary>
    public TimeSpan? MinimumLatency { get; init; }

    /// <summary>Recorded at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Recorded before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>About one of these hashes of a person; no hash can be that of nobody.</summary>
    public IReadOnlyCollection<byte[]> Subjects { get; init; } = [];

    /// <summary>Whether a record is asked for, whenever it was recorded.</summary>
    public bool Selects(ExchangeRecord record) =>
        (Consumer is null || record.ConsumerInstitution == Consumer)
        && (Method is null || record.Method == Method)
        && (Outcomes.Count == 0 || Outcomes.Contains(record.Outcome))
        && Covers(record);

    /// <summary>Whether a record is asked for, by what no column says.</summary>
    internal bool Covers(ExchangeRecord record) =>
        (Source is null || record.Hops.Any(hop => hop.Institution == Source))
        && (MinimumLatency is null || Latency(record) >= MinimumLatency)
        && (Subjects.Count == 0 || IsAbout(record));

    private bool IsAbout(ExchangeRecord record) => Subjects.Any(subject =>
        record.SubjectHash.Span.SequenceEqual(subject) || record.FurtherSubjectHashes.Any(further => further.Span.SequenceEqual(subject)));

    private static TimeSpan Latency(ExchangeRecord record) => record is { RequestTime: { } request, ResponseTime: { } response }
        ? response.ToDateTimeOffset() - request.ToDateTimeOffset()
        : TimeSpan.Zero;
}

/// <summary>One page of exchanges, the latest first.</summary>
/// <param name="Exchanges">The exchanges; may be fewer than asked for even when more follow.</param>
/// <param name="NextPageToken">Goes on behind this page; empty on the last.</param>
public sealed record ExchangePage(IReadOnlyList<ExchangeRecord> Exchanges, string NextPageToken);
