namespace Vamos.Hub.Referrals.Deadlines;

/// <summary>How much time a referral gets. In milliseconds.</summary>
internal static class DeadlineTerms
{
    /// <summary>Time to accept or decline where neither the caller nor the provider says any.</summary>
    public static readonly TimeSpan ToAccept = TimeSpan.FromDays(10);

    /// <summary>Time to serve the person, counted from the acceptance.</summary>
    public static readonly TimeSpan ToComplete = TimeSpan.FromDays(30);

    /// <summary>The most time that anybody may take or promise.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>The deadline of what begins now; null when the one asked for has passed or is too far off.</summary>
    /// <param name="now">This moment.</param>
    /// <param name="asked">What the caller wants.</param>
    /// <param name="promised">What the provider promises.</param>
    /// <param name="usual">What counts without either.</param>
    public static long? Of(long now, DateTimeOffset? asked, TimeSpan? promised, TimeSpan usual)
    {
        if (asked is not { } wanted)
            return now + Milliseconds(promised is { } time && time > TimeSpan.Zero ? time : usual);
        var deadline = wanted.ToUnixTimeMilliseconds();
        return deadline > now && deadline <= now + Milliseconds(Longest) ? deadline : null;
    }

    /// <summary>When to remind: a day before the deadline, or when a tenth of the time is left, whichever is later.</summary>
    public static long ReminderOf(long now, long deadline) => deadline - Math.Min(Day, (deadline - now) / 10);

    private static long Milliseconds(TimeSpan time) => (long)(time < Longest ? time : Longest).TotalMilliseconds;
}
