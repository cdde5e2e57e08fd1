namespace Vamos.Hub.Monitoring.Traffic;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Exchange.V1;

/// <summary>Who asks what.</summary>
/// <param name="Consumer">Institution, by code.</param>
/// <param name="Method">Method, as in the path of the call.</param>
public readonly record struct TrafficKey(string Consumer, string Method);

/// <summary>What went on between one consumer and one method: counts that add up, and times.</summary>
public sealed class TrafficCell
{
    private readonly Dictionary<string, long> _errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _sources = new(StringComparer.Ordinal);

    /// <summary>Exchanges.</summary>
    public long Calls { get; private set; }

    /// <summary>Exchanges that failed or were refused.</summary>
    public long Errors => _errors.Values.Sum();

    /// <summary>Of these, how many for which reason.</summary>
    public IReadOnlyDictionary<string, long> ErrorsByReason => _errors;

    /// <summary>How often which institution was asked.</summary>
    public IReadOnlyDictionary<string, long> CallsBySource => _sources;

    /// <summary>Exchanges whose answer was kept from before.</summary>
    public long CacheHits { get; private set; }

    /// <summary>Bytes of request messages.</summary>
    public long RequestBytes { get; private set; }

    /// <summary>Bytes of response messages.</summary>
    public long ResponseBytes { get; private set; }

    /// <summary>How long they took, without streams that last as long as somebody watches.</summary>
    public LatencySketch Latency { get; private init; } = new();

    /// <summary>Adds an exchange.</summary>
    public void Add(ExchangeRecord record)
    {
        Calls++;
        if (record.Outcome is ExchangeOutcome.Denied or ExchangeOutcome.Failed)
            Count(_errors, record.Reason.Length == 0 ? "UNKNOWN" : record.Reason, 1);
        foreach (var hop in record.Hops)
            Count(_sources, hop.Institution, 1);
        CacheHits += record.FromCache ? 1 : 0;
        RequestBytes += record.RequestSize;
        ResponseBytes += record.ResponseSize;
        if (!ExchangeTimes.IsWatch(record))
            Latency.Add(ExchangeTimes.Latency(record));
    }

    /// <summary>Adds all of another.</summary>
    public void Add(TrafficCell other)
    {
        Calls += other.Calls;
        foreach (var (reason, count) in other._errors)
            Count(_errors, reason, count);
        foreach (var (source, count) in other._sources)
            Count(_sources, source, count);
        CacheHits += other.CacheHits;
        RequestBytes += other.RequestBytes;
        ResponseBytes += other.ResponseBytes;
        Latency.Add(other.Latency);
    }

    /// <summary>The same as of now, which does not grow any more.</summary>
    public TrafficCell Copy()
    {
        var copy = new TrafficCell();
        copy.Add(this);
        return copy;
    }

    /// <summary>As the contract says it.</summary>
    public TrafficSummary ToSummary(TrafficKey key) => new()
    {
        ConsumerInstitution = key.Consumer,
        Method = key.Method,
        CallCount = Calls,
        ErrorsByReason = { _errors },
        CallsBySource = { _sources },
        LatencyP50 = Duration.FromTimeSpan(Latency.Percentile(0.5)),
        LatencyP90 = Duration.FromTimeSpan(Latency.Percentile(0.9)),
        LatencyP99 = Duration.FromTimeSpan(Latency.Percentile(0.99)),
        LatencyMax = Duration.FromTimeSpan(Latency.Longest),
        RequestBytes = RequestBytes,
        ResponseBytes = ResponseBytes,
        CacheHitCount = CacheHits,
    };

    /// <summary>Written down, to be kept.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var number in (long[])[Calls, CacheHits, RequestBytes, ResponseBytes])
                output.WriteInt64(number);
            Write(output, _errors);
            Write(output, _sources);
            Latency.WriteTo(output);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what was written down.</summary>
    public static TrafficCell FromBytes(byte[] bytes)
    {
        using var input = new CodedInputStream(bytes);
        var (calls, hits, requests, responses) = (input.ReadInt64(), input.ReadInt64(), input.ReadInt64(), input.ReadInt64());
        var (errors, sources) = (Read(input), Read(input));
        var cell = new TrafficCell
        {
            Calls = calls,
            CacheHits = hits,
            RequestBytes = requests,
            ResponseBytes = responses,
            Latency = LatencySketch.ReadFrom(input),
        };
        foreach (var (reason, count) in errors)
            Count(cell._errors, reason, count);
        foreach (var (source, count) in sources)
            Count(cell._sources, source, count);
        return cell;
    }

    private static void Count(Dictionary<string, long> counts, string name, long count) => counts[name] = counts.GetValueOrDefault(name) + count;

    private static void Write(CodedOutputStream output, Dictionary<string, long> counts)
    {
        output.WriteInt32(counts.Count);
        foreach (var (name, count) in counts)
        {
            output.WriteString(name);
            output.WriteInt64(count);
        }
    }

    private static List<(string Name, long Count)> Read(CodedInputStream input)
    {
        var counts = new List<(string, long)>();
        for (var left = input.ReadInt32(); left > 0; left--)
            counts.Add((input.ReadString(), input.ReadInt64()));
        return counts;
    }
}
