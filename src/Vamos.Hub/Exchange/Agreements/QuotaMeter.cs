namespace Vamos.Hub.Exchange.Agreements;

using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Documents;

/// <summary>
/// Counts the questions under one agreement. Exact however many threads ask at once: never more than the quota in a burst, and
/// never more in a day. Limits come with each question, so that a changed agreement goes on counting where it was.
/// </summary>
public sealed class QuotaMeter(TimeProvider time)
{
    // a day's count: number of the day above, questions below
    private const int CountBits = 40;
    private const long CountMask = (1L << CountBits) - 1;

    private long _day;

    // the moment, in ticks of a clock that never goes back, up to which the questions so far have used up the rate
    private long _usedUntil = long.MinValue;

    /// <summary>Questions so far on a day.</summary>
    public long CountOn(DateOnly day)
    {
        var state = Volatile.Read(ref _day);
        return state >> CountBits == day.DayNumber ? state & CountMask : 0;
    }

    /// <summary>Takes one question.</summary>
    public QuotaVerdict Take(Quota quota)
    {
        var today = AgreementCalendar.Today(time);
        if (CountOn(today) >= quota.PerDay)
            return Exhausted(today);
        var wait = TakeOfSecond(quota.PerSecond);
        if (wait > TimeSpan.Zero)
            return new QuotaVerdict(QuotaLimit.PerSecond, wait);
        return TakeOfDay(today, quota.PerDay) ? default : Exhausted(today);
    }

    /// <summary>Adds questions that were counted before the hub was started, from the audit log.</summary>
    public void Seed(DateOnly day, long count)
    {
        for (var i = Volatile.Read(ref _day); ;)
        {
            var now = i >> CountBits == day.DayNumber ? i + count : ((long)day.DayNumber << CountBits) + count;
            var was = Interlocked.CompareExchange(ref _day, now, i);
            if (was == i)
                return;
            i = was;
        }
    }

    private bool TakeOfDay(DateOnly today, long limit)
    {
        var state = Volatile.Read(ref _day);
        while (true)
        {
            // a clock that was set back goes on with the later day
            var same = state >> CountBits >= today.DayNumber;
            if (same && (state & CountMask) >= limit)
                return false;
            var next = same ? state + 1 : ((long)today.DayNumber << CountBits) + 1;
            var was = Interlocked.CompareExchange(ref _day, next, state);
            if (was == state)
                return true;
            state = was;
        }
    }

    // Each question uses up 1/limit of a second; a full second may be used up ahead of the clock.
    private TimeSpan TakeOfSecond(int limit)
    {
        var frequency = time.TimestampFrequency;
        var now = time.GetTimestamp();
        var cost = Math.Max(1, frequency / limit);
        var ahead = cost * limit;
        var used = Volatile.Read(ref _usedUntil);
        while (true)
        {
            var next = Math.Max(used, now) + cost;
            if (next - now > ahead)
                return TimeSpan.FromSeconds((double)(next - now - ahead) / frequency) + TimeSpan.FromTicks(1);
            var was = Interlocked.CompareExchange(ref _usedUntil, next, used);
            if (was == used)
                return TimeSpan.Zero;
            used = was;
        }
    }

    private QuotaVerdict Exhausted(DateOnly today) => new(QuotaLimit.PerDay, AgreementCalendar.EndOf(today) - time.GetUtcNow());
}

/// <summary>Whether a question is within the quota.</summary>
/// <param name="Limit">The limit that is used up.</param>
/// <param name="RetryAfter">How long until there is more.</param>
public readonly record struct QuotaVerdict(QuotaLimit Limit, TimeSpan RetryAfter)
{
    /// <summary>Whether it is.</summary>
    public bool IsWithin => Limit == QuotaLimit.None;
}

/// <summary>A limit of an agreement's quota.</summary>
public enum QuotaLimit
{
    /// <summary>None is used up.</summary>
    None,

    /// <summary>Questions of the second.</summary>
    PerSecond,

    /// <summary>Questions of the day.</summary>
    PerDay,
}
