namespace Vamos.Sandbox.Tests.Monitoring;

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

/// <summary>Every instrument of ours in this process, and the labels that its measurements had.</summary>
internal sealed class MeasuredInstruments : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, (Instrument Instrument, ConcurrentDictionary<string, bool> Labels)> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _measured = new(StringComparer.Ordinal);

    public MeasuredInstruments()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith("Vamos.", StringComparison.Ordinal))
                return;
            _seen.TryAdd(instrument.Name, (instrument, new ConcurrentDictionary<string, bool>(StringComparer.Ordinal)));
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.Start();
    }

    /// <summary>The instruments by name, with their labels.</summary>
    public IReadOnlyList<(Instrument Instrument, IReadOnlyList<string> Labels)> All =>
        [.. _seen.Values.OrderBy(seen => seen.Instrument.Name, StringComparer.Ordinal)
            .Select(seen => (seen.Instrument, (IReadOnlyList<string>)[.. seen.Labels.Keys.Order(StringComparer.Ordinal)]))];

    /// <summary>Names of those that nothing was measured with.</summary>
    public IEnumerable<string> Unmeasured => _seen.Keys.Where(name => !_measured.ContainsKey(name)).Order(StringComparer.Ordinal);

    /// <summary>Reads those that are read when somebody looks.</summary>
    public void Look() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _measured.TryAdd(instrument.Name, true);
        foreach (var (label, _) in tags)
            _seen[instrument.Name].Labels.TryAdd(label, true);
    }
}
