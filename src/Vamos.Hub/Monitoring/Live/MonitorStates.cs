namespace Vamos.Hub.Monitoring.Live;

using Vamos.Certificates;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Caching;
using Vamos.Hub.Monitoring.Alerts;
using Vamos.Hub.Monitoring.Traffic;

/// <summary>Puts together what the page shows.</summary>
public sealed class MonitorStates(
    LiveTraffic traffic, ExchangeFeed feed, SourceReport sources, PersonCache cache, AuditLog log, AuditReceipts receipts, TlsIdentitySource tls, AlertBook alerts, TimeProvider time)
{
    /// <summary>How everything is now.</summary>
    public async Task<MonitorState> TakeAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var window = traffic.Since(LiveTraffic.Reach);
        var total = window.Total();
        var known = sources.All();
        return new MonitorState(
            now,
            HubVersion.Text,
            RateOf(traffic.Now()),
            [.. traffic.Series().Select(PointOf)],
            [.. MatrixOf(window)],
            [.. window.Cells.OrderByDescending(cell => cell.Value.Calls).Take(200).Select(cell => RowOf(cell.Key, cell.Value))],
            [.. total.ErrorsByReason.OrderByDescending(error => error.Value).Select(error => new ReasonCount(error.Key, error.Value))],
            [.. known.Select(TileOf)],
            CacheOf(total),
            [.. CertificatesOf(known, now)],
            await LogAsync(cancellation),
            [.. alerts.Open.Concat(alerts.Past.Take(20)).Select(RowOf)],
            [.. traffic.Latest().Select(ExchangeRows.Of)]);
    }

    private static TrafficRate RateOf((TrafficCell Traffic, TimeSpan Length) now) => new(
        now.Traffic.Calls / now.Length.TotalSeconds,
        Share(now.Traffic.Errors, now.Traffic.Calls),
        Share(now.Traffic.CacheHits, now.Traffic.Calls),
        now.Traffic.Latency.Percentile(0.5).TotalMilliseconds,
        now.Traffic.Latency.Percentile(0.9).TotalMilliseconds,
        now.Traffic.Latency.Percentile(0.99).TotalMilliseconds);

    private static SeriesPoint PointOf((DateTimeOffset Start, TrafficCell? Traffic) step) => step.Traffic is { } cell
        ? new(step.Start, cell.Calls, cell.Errors, At(cell, 0.5), At(cell, 0.9), At(cell, 0.99))
        : new(step.Start, 0, 0, null, null, null);

    private static double At(TrafficCell cell, double share) => cell.Latency.Percentile(share).TotalMilliseconds;

    private static IEnumerable<MatrixCell> MatrixOf(TrafficWindow window) =>
        from cell in window.Cells
        from asked in cell.Value.CallsBySource.Append(new("cache", cell.Value.CacheHits))
        where asked.Value != 0
        group asked.Value by (cell.Key.Consumer, Source: asked.Key) into pair
        select new MatrixCell(pair.Key.Consumer, pair.Key.Source, pair.Sum());

    private static MethodRow RowOf(TrafficKey key, TrafficCell cell) => new(
        key.Consumer,
        key.Method,
        cell.Calls,
        cell.Errors,
        Share(cell.CacheHits, cell.Calls),
        At(cell, 0.5),
        At(cell, 0.9),
        At(cell, 0.99),
        cell.Latency.Longest.TotalMilliseconds,
        cell.RequestBytes,
        cell.ResponseBytes);

    private static AlertRow RowOf(Alert alert) => new(
        alert.Signal.Code,
        alert.Signal.Subject,
        alert.Signal.Severity.ToString().ToLowerInvariant(),
        alert.Signal.Spanish,
        alert.Signal.English,
        alert.RaisedAt,
        alert.ClearedAt);

    private static SourceTile TileOf(Source source) => new(
        source.Institution,
        source.DisplayName,
        source.LastSuccessTime is null && source.LastFailureTime is null ? "unknown" : source.Whole ? "ok" : "failing",
        source.State.ToString(),
        source.Detail,
        SourceWords.Spanish(source.Detail),
        source.Breaker switch { BreakerState.Open => "open", BreakerState.HalfOpen => "half_open", _ => "closed" },
        source.LastSuccessTime?.ToDateTimeOffset(),
        source.LastFailureTime?.ToDateTimeOffset(),
        source.FeedLag?.ToTimeSpan().TotalSeconds,
        source.ContractVersion,
        source.AdapterVersion);

    private CacheFigures CacheOf(TrafficCell total)
    {
        var state = cache.State;
        return new CacheFigures(
            state.HasRedis, state.UsesRedis, state.LostFeeds, state.PendingInvalidations, state.Entries, state.Bytes, Share(total.CacheHits, total.Calls));
    }

    private IEnumerable<CertificateRow> CertificatesOf(IReadOnlyList<Source> known, DateTimeOffset now)
    {
        yield return Row(tls.Institution, tls.State.NotAfter);
        foreach (var source in known)
        {
            if (source.CertificateExpireTime is { } expires)
                yield return Row(source.Institution, expires.ToDateTimeOffset());
        }

        CertificateRow Row(string institution, DateTimeOffset notAfter) => new(institution, notAfter, (int)Math.Floor((notAfter - now).TotalDays));
    }

    private async Task<LogFigures> LogAsync(CancellationToken cancellation)
    {
        var health = log.Health;
        var checkpoint = await receipts.CheckpointAsync(cancellation);
        return new LogFigures(health.Healthy, health.Reason, feed.End, health.FreeBytes, checkpoint?.SignTime?.ToDateTimeOffset());
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
