namespace Vamos.Compat.Redis.Tests.Soak;

using System.Collections.Concurrent;
using System.Diagnostics;

/// <summary>Every call with its time: what was done, what failed how, what is under way.</summary>
internal sealed class PendingCalls
{
    private readonly ConcurrentDictionary<long, (string What, long Started)> _pending = new();
    private readonly ConcurrentDictionary<string, long> _outcomes = new();
    private long _ids;
    private long _longestTicks;
    private string _longest = "none";

    public long Succeeded => _outcomes.GetValueOrDefault("ok");

    public long Total => _outcomes.Values.Sum();

    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longestTicks));

    public string LongestCall => Volatile.Read(ref _longest);

    public IEnumerable<(string What, TimeSpan Age)> UnderWay
        => _pending.Values.Select(call => (call.What, Stopwatch.GetElapsedTime(call.Started))).OrderByDescending(call => call.Item2);

    public IEnumerable<KeyValuePair<string, long>> Outcomes => _outcomes.OrderByDescending(outcome => outcome.Value);

    public long Start(string what)
    {
        var id = Interlocked.Increment(ref _ids);
        _pending[id] = (what, Stopwatch.GetTimestamp());
        return id;
    }

    public void End(long id, Exception? failure)
    {
        _pending.TryRemove(id, out var call);
        var elapsed = Stopwatch.GetElapsedTime(call.Started);
        var outcome = failure is null ? "ok" : failure.GetType().Name;
        _outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        var longest = Interlocked.Read(ref _longestTicks);
        while (elapsed.Ticks > longest)
        {
            if (Interlocked.CompareExchange(ref _longestTicks, elapsed.Ticks, longest) == longest)
                Volatile.Write(ref _longest, $"{call.What}: {outcome}");
            longest = Interlocked.Read(ref _longestTicks);
        }
    }
}
