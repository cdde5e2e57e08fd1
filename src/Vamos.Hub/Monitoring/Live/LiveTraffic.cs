namespace Vamos.Hub.Monitoring.Live;

using Vamos.Exchange.V1;
using Vamos.Hub.Monitoring.Traffic;

/// <summary>The traffic of the last quarter of an hour in memory: in steps of five seconds as a whole, by minutes for each consumer and method.</summary>
public sealed class LiveTraffic(TimeProvider time)
{
    /// <summary>Length of a step.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>How far back it goes.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(15);

    private const int Steps = 180;
    private const int Minutes = 16;
    private const int LatestKept = 50;

    // what the current rate is taken from: the step that runs has perhaps just begun
    private const int StepsOfNow = 2;

    private readonly Lock _lock = new();
    private readonly Slot<TrafficCell>[] _steps = Slot<TrafficCell>.Ring(Steps);
    private readonly Slot<TrafficWindow>[] _minutes = Slot<TrafficWindow>.Ring(Minutes);
    private readonly Slot<Dictionary<string, LatencySketch>>[] _sources = Slot<Dictionary<string, LatencySketch>>.Ring(Minutes);
    private readonly Queue<ExchangeRecord> _latest = new(LatestKept);

    /// <summary>Takes new records.</summary>
    public void Add(IReadOnlyList<ExchangeRecord> records)
    {
        var oldest = (time.GetUtcNow() - Reach).UtcTicks;
        lock (_lock)
        {
            foreach (var record in records)
            {
                var at = ExchangeTimes.EndOf(record).UtcTicks;
                if (at >= oldest)
                {
                    Slot<TrafficCell>.At(_steps, at / Step.Ticks).Add(record);
                    Slot<TrafficWindow>.At(_minutes, at / TimeSpan.TicksPerMinute).Add(record);
                    AddHops(Slot<Dictionary<string, LatencySketch>>.At(_sources, at / TimeSpan.TicksPerMinute), record);
                }
            }

            foreach (var record in records.Skip(records.Count - LatestKept))
            {
                if (_latest.Count == LatestKept)
                    _latest.Dequeue();
                _latest.Enqueue(record);
            }
        }
    }

    /// <summary>Everything of some time up to now, by consumer and method; whole minutes.</summary>
    public TrafficWindow Since(TimeSpan ago)
    {
        var first = (time.GetUtcNow() - ago).UtcTicks / TimeSpan.TicksPerMinute;
        var window = new TrafficWindow();
        lock (_lock)
        {
            foreach (var minute in _minutes)
            {
                if (minute.Number >= first && minute.Content is { } content)
                    window.Add(content);
            }
        }

        return window;
    }

    /// <summary>How long sources took, by institution; whole minutes of some time up to now.</summary>
    public IReadOnlyDictionary<string, LatencySketch> SourcesSince(TimeSpan ago)
    {
        var first = (time.GetUtcNow() - ago).UtcTicks / TimeSpan.TicksPerMinute;
        var all = new Dictionary<string, LatencySketch>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var (source, sketch) in _sources.Where(m => m.Number >= first && m.Content is not null).SelectMany(m => m.Content!))
                Of(all, source).Add(sketch);
        }

        return all;
    }

    /// <summary>The steps of the whole reach, the oldest first; a step in which nothing happened has no traffic.</summary>
    public IReadOnlyList<(DateTimeOffset Start, TrafficCell? Traffic)> Series()
    {
        var last = time.GetUtcNow().UtcTicks / Step.Ticks;
        var series = new List<(DateTimeOffset, TrafficCell?)>(Steps);
        lock (_lock)
        {
            for (var number = last - Steps + 1; number <= last; number++)
                series.Add((new DateTimeOffset(number * Step.Ticks, TimeSpan.Zero), Slot<TrafficCell>.Find(_steps, number)?.Copy()));
        }

        return series;
    }

    /// <summary>The last steps together, the one that runs among them, and how long they have lasted: between five and ten seconds.</summary>
    public (TrafficCell Traffic, TimeSpan Length) Now()
    {
        var until = time.GetUtcNow().UtcTicks;
        var first = (until / Step.Ticks) - StepsOfNow + 1;
        var now = new TrafficCell();
        lock (_lock)
        {
            for (var number = first; number < first + StepsOfNow; number++)
            {
                if (Slot<TrafficCell>.Find(_steps, number) is { } step)
                    now.Add(step);
            }
        }

        return (now, TimeSpan.FromTicks(until - (first * Step.Ticks)));
    }

    /// <summary>The latest exchanges, the latest first.</summary>
    public IReadOnlyList<ExchangeRecord> Latest()
    {
        lock (_lock)
            return [.. _latest.Reverse()];
    }

    private static void AddHops(Dictionary<string, LatencySketch> sources, ExchangeRecord record)
    {
        foreach (var hop in record.Hops)
        {
            if (hop is { RequestTime: { } asked, ResponseTime: { } answered } && answered >= asked)
                Of(sources, hop.Institution).Add(answered.ToDateTimeOffset() - asked.ToDateTimeOffset());
        }
    }

    private static LatencySketch Of(Dictionary<string, LatencySketch> sources, string source)
    {
        if (!sources.TryGetValue(source, out var sketch))
            sources[source] = sketch = new LatencySketch();
        return sketch;
    }

    /// <summary>A place in a ring, taken over by a later stretch of time when its turn comes.</summary>
    private struct Slot<T>
        where T : class, new()
    {
        public long Number { get; private set; }

        public T? Content { get; private set; }

        public static Slot<T>[] Ring(int length) => new Slot<T>[length];

        public static T At(Slot<T>[] ring, long number)
        {
            ref var slot = ref ring[number % ring.Length];
            if (slot.Content is null || slot.Number != number)
                (slot.Number, slot.Content) = (number, new T());
            return slot.Content;
        }

        public static T? Find(Slot<T>[] ring, long number) => ring[number % ring.Length] is { Content: { } content } slot && slot.Number == number ? content : null;
    }
}
