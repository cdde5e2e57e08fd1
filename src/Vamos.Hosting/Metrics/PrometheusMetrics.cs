namespace Vamos.Hosting.Metrics;

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

/// <summary>
/// The measurements of one host in the text format that Prometheus reads (exposition format 0.0.4), named after the OpenTelemetry rules for it.
/// Only meters of the host's own factory count, so that several hosts in one process keep apart.
/// </summary>
public sealed class PrometheusMetrics : IDisposable
{
    /// <summary>Media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // It counts every block of memory that is taken and given back, several in a call, and tells an operator nothing.
    private const string MemoryPool = "Microsoft.AspNetCore.MemoryPool";

    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly MeterListener _listener = new();

    /// <param name="factory">The host's factory of meters.</param>
    public PrometheusMetrics(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name != MemoryPool)
                listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(instrument, Metric.Of));
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => ((Metric)metric!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, metric) => ((Metric)metric!).Record((double)value, tags));
        _listener.Start();
    }

    /// <summary>All measurements as they are now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var metric in _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal))
            metric.Write(text);
        return text.ToString();
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}
