namespace Vamos.Adapters.Hosting;

using System.Diagnostics.Metrics;
using Vamos.Adapter.V1;

/// <summary>What an adapter counts about its work. Nothing of it is about a person.</summary>
internal sealed class AdapterMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _reads;
    private readonly Counter<long> _people;
    private readonly Counter<long> _changes;

    public AdapterMeter(IMeterFactory factory, LegacySystemState state)
    {
        _meter = factory.Create("Vamos.Adapter");
        _reads = _meter.CreateHistogram<double>("vamos.adapter.read.duration", "s", "Time that one reading of the legacy systems took, for one or many people");
        _people = _meter.CreateCounter<long>("vamos.adapter.people", "{person}", "People asked about, by whether they are known");
        _changes = _meter.CreateCounter<long>("vamos.adapter.changes", "{change}", "Changes told to watchers");
        _meter.CreateObservableGauge("vamos.adapter.open", () => state.IsOpen ? 1 : 0, "{system}", "1 while the legacy system is open");
    }

    public void Read(TimeSpan duration, bool succeeded) =>
        _reads.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", succeeded ? "answered" : "failed"));

    public void Answered(PersonRecords records) => _people.Add(1, new KeyValuePair<string, object?>("answer", records switch
    {
        { Found: false, Issues.Count: not 0 } => "nobody can tell",
        { Found: false } => "unknown",
        { Issues.Count: not 0 } => "partial",
        _ => "known",
    }));

    public void ChangesTold(int count) => _changes.Add(count);

    public void Dispose() => _meter.Dispose();
}
