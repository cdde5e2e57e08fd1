namespace Vamos.Hub.Monitoring;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Vamos.Hub.Audit;
using Vamos.Hub.Monitoring.Alerts;
using Vamos.Hub.Monitoring.Traffic;
using Vamos.Hub.Sources;

/// <summary>The hub's own state as numbers, read when somebody looks, from the start of the host on.</summary>
public sealed class HubMeter : IHostedService, IDisposable
{
    private readonly Meter _meter;

    /// <summary>Made by the host.</summary>
    public HubMeter(IMeterFactory factory, SourceRegistry sources, AuditLog log, ExchangeFeed feed, AlertBook alerts, TimeProvider time)
    {
        _meter = factory.Create("Vamos.Hub.Monitoring");
        _meter.CreateObservableGauge("vamos.source.whole", () => Each(sources, s => s.Condition.IsWhole ? 1 : 0), "1", "1 while a source gives all that is asked of it");
        _meter.CreateObservableGauge("vamos.source.breaker.open", () => Each(sources, s => s.BreakerState == "open" ? 1 : 0), "1", "1 while calls to a source are interrupted");
        _meter.CreateObservableGauge(
            "vamos.source.feed.silence", () => Each(sources, s => s.HeardAt is { } heard ? (time.GetUtcNow() - heard).TotalSeconds : double.NaN), "s", "Since a source's feed of changes was heard");
        _meter.CreateObservableCounter("vamos.log.records", () => feed.End, "{record}", "Records in the exchange log");
        _meter.CreateObservableGauge("vamos.log.healthy", () => log.Health.Healthy ? 1 : 0, "1", "1 while the exchange log can be relied on");
        _meter.CreateObservableGauge("vamos.log.free", () => log.Health.FreeBytes is { } free ? free : double.NaN, "By", "Free bytes on the disk of the exchange log");
        _meter.CreateObservableGauge("vamos.log.unsealed", () => (time.GetUtcNow() - log.SealedAt).TotalSeconds, "s", "Since all of the exchange log was covered by a signed checkpoint");
        _meter.CreateObservableGauge("vamos.alerts.open", () => Enum.GetValues<AlertSeverity>().Select(severity => Count(alerts, severity)), "{alert}", "Open alerts, by severity");
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Each(SourceRegistry sources, Func<AdapterSource, double> value) =>
        from source in sources.All
        let measured = value(source)
        where !double.IsNaN(measured)
        select new Measurement<double>(measured, new KeyValuePair<string, object?>("vamos.source", source.Institution));

    private static Measurement<int> Count(AlertBook alerts, AlertSeverity severity) =>
        new(alerts.Open.Count(alert => alert.Signal.Severity == severity), new KeyValuePair<string, object?>("severity", severity.ToString().ToLowerInvariant()));
}
