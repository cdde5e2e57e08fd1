namespace Vamos.Hub.Monitoring.Live;

/// <summary>What the page shows, once a second. No personal data is in any of it. Times in UTC, latencies in milliseconds.</summary>
/// <param name="Time">When it was so.</param>
/// <param name="Version">Version of the hub.</param>
/// <param name="Now">The last five to ten seconds.</param>
/// <param name="Series">The last quarter of an hour in steps of five seconds, the oldest first.</param>
/// <param name="Matrix">Who asked whom, in the last quarter of an hour.</param>
/// <param name="Methods">Who asked what, in the last quarter of an hour, the most asked first.</param>
/// <param name="Errors">Refusals and failures by reason, in the last quarter of an hour, the most frequent first.</param>
/// <param name="Sources">The sources.</param>
/// <param name="Cache">The cache.</param>
/// <param name="Certificates">The hub's certificate and those that adapters presented.</param>
/// <param name="Log">The exchange log.</param>
/// <param name="Alerts">What needs somebody's attention, the gravest first.</param>
/// <param name="Latest">The latest exchanges, the latest first.</param>
public sealed record MonitorState(
    DateTimeOffset Time,
    string Version,
    TrafficRate Now,
    IReadOnlyList<SeriesPoint> Series,
    IReadOnlyList<MatrixCell> Matrix,
    IReadOnlyList<MethodRow> Methods,
    IReadOnlyList<ReasonCount> Errors,
    IReadOnlyList<SourceTile> Sources,
    CacheFigures Cache,
    IReadOnlyList<CertificateRow> Certificates,
    LogFigures Log,
    IReadOnlyList<AlertRow> Alerts,
    IReadOnlyList<ExchangeRow> Latest);

/// <summary>A rate.</summary>
/// <param name="CallsPerSecond">Exchanges a second.</param>
/// <param name="ErrorShare">Of these refused or failed, 0 to 1.</param>
/// <param name="CacheShare">Of these answered from the cache, 0 to 1.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P90">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
public sealed record TrafficRate(double CallsPerSecond, double ErrorShare, double CacheShare, double P50, double P90, double P99);

/// <summary>A step of the series; times are null when there was no exchange.</summary>
public sealed record SeriesPoint(DateTimeOffset Time, long Calls, long Errors, double? P50, double? P90, double? P99);

/// <summary>How often a consumer's exchanges asked a source. The source is <c>cache</c> where an answer was kept from before.</summary>
public sealed record MatrixCell(string Consumer, string Source, long Calls);

/// <summary>What went on between a consumer and a method.</summary>
public sealed record MethodRow(
    string Consumer, string Method, long Calls, long Errors, double CacheShare, double P50, double P90, double P99, double Max, long RequestBytes, long ResponseBytes);

/// <summary>How often a reason was given.</summary>
public sealed record ReasonCount(string Reason, long Count);

/// <summary>A source.</summary>
/// <param name="Institution">Code.</param>
/// <param name="Name">Name in Spanish; empty when it has not said so.</param>
/// <param name="Health"><c>ok</c>, <c>failing</c>, <c>unknown</c>.</param>
/// <param name="State">What became of asking it last, as the contract names it.</param>
/// <param name="Detail">The same for people.</param>
/// <param name="DetailEs">The same in Spanish.</param>
/// <param name="Breaker"><c>closed</c>, <c>open</c>, <c>half_open</c>.</param>
/// <param name="LastSuccess">When it last gave all that was asked.</param>
/// <param name="LastFailure">When it last did not.</param>
/// <param name="FeedLagSeconds">Since its change feed was heard; null without one.</param>
/// <param name="ContractVersion">Of the contract that it speaks.</param>
/// <param name="AdapterVersion">Of its software.</param>
public sealed record SourceTile(
    string Institution,
    string Name,
    string Health,
    string State,
    string Detail,
    string DetailEs,
    string Breaker,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastFailure,
    double? FeedLagSeconds,
    string ContractVersion,
    string AdapterVersion);

/// <summary>The cache.</summary>
public sealed record CacheFigures(bool HasRedis, bool UsesRedis, int LostFeeds, long PendingInvalidations, long Entries, long Bytes, double HitShare);

/// <summary>A certificate.</summary>
public sealed record CertificateRow(string Institution, DateTimeOffset NotAfter, int DaysLeft);

/// <summary>The exchange log.</summary>
public sealed record LogFigures(bool Healthy, string Reason, long Size, long? FreeBytes, DateTimeOffset? SealedAt);

/// <summary>Something that needs somebody's attention.</summary>
/// <param name="Code">Kind. Example: <c>adapter-down</c>.</param>
/// <param name="Subject">What it is about: an institution, an agreement; empty for the hub itself.</param>
/// <param name="Severity"><c>critical</c>, <c>warning</c>.</param>
/// <param name="Message">In Spanish.</param>
/// <param name="MessageEn">In English.</param>
/// <param name="RaisedAt">Since when.</param>
/// <param name="ClearedAt">Until when; null while it lasts.</param>
public sealed record AlertRow(
    string Code, string Subject, string Severity, string Message, string MessageEn, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt);

/// <summary>An exchange.</summary>
public sealed record ExchangeRow(
    string ExchangeId,
    long LogIndex,
    DateTimeOffset Time,
    string Consumer,
    string Method,
    string Purpose,
    string Outcome,
    string Status,
    string Reason,
    double Milliseconds,
    bool FromCache,
    IReadOnlyList<string> Sources);
