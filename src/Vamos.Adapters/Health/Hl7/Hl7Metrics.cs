namespace Vamos.Adapters.Health.Hl7;

using System.Diagnostics.Metrics;
using Vamos.Adapters.Hl7;

/// <summary>What came in, counted.</summary>
internal sealed class Hl7Metrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _garbage;
    private readonly Counter<long> _broken;

    public Hl7Metrics(IMeterFactory meters)
    {
        _meter = meters.Create("Vamos.Adapter.Hl7");
        _messages = _meter.CreateCounter<long>("vamos.adapter.hl7.messages", "{message}", "HL7 messages that were answered, by outcome");
        _duplicates = _meter.CreateCounter<long>("vamos.adapter.hl7.duplicates", "{message}", "HL7 messages that had been applied before");
        _garbage = _meter.CreateCounter<long>("vamos.adapter.hl7.garbage", "By", "Bytes outside of MLLP frames");
        _broken = _meter.CreateCounter<long>("vamos.adapter.hl7.broken_frames", "{frame}", "MLLP frames that were begun and not ended");
    }

    public void Answered(Hl7Outcome outcome) =>
        _messages.Add(1, new KeyValuePair<string, object?>("outcome", outcome switch
        {
            Hl7Outcome.Accepted => "accepted",
            Hl7Outcome.Error => "error",
            _ => "rejected",
        }));

    public void Repeated() => _duplicates.Add(1);

    public void Wasted(long garbage, long broken)
    {
        _garbage.Add(garbage);
        _broken.Add(broken);
    }

    public void Dispose() => _meter.Dispose();
}
