namespace Vamos.Hub.Caching.Freshness;

/// <summary>The moments of an answer's life, in UTC ticks.</summary>
/// <param name="LoadedAt">When its loading began.</param>
/// <param name="FreshUntil">Until when it counts as it is.</param>
/// <param name="StaleUntil">Until when it may stand in; the end.</param>
internal readonly record struct Lifetime(long LoadedAt, long FreshUntil, long StaleUntil)
{
    /// <summary>Most that an answer's time is shortened by.</summary>
    public const double Jitter = 0.1;

    // asked for behind this part of its time, an answer is loaded anew beside the answering
    private const double Refresh = 0.8;

    private bool IsNegative { get; init; }

    public long RefreshAt => IsNegative ? long.MaxValue : LoadedAt + (long)((FreshUntil - LoadedAt) * Refresh);

    public static Lifetime Read(long loadedAt, long freshUntil, long staleUntil, bool isNegative) =>
        new(loadedAt, freshUntil, staleUntil) { IsNegative = isNegative };

    /// <param name="policy">The shelf's.</param>
    /// <param name="loadedAt">When the loading began.</param>
    /// <param name="entry">Keyed hash of the answer's name. Jitter is taken from it, so that hubs agree and a test can tell.</param>
    /// <param name="loaded">What was loaded.</param>
    public static Lifetime Of<T>(CachePolicy policy, long loadedAt, UInt128 entry, Loaded<T> loaded) where T : class
    {
        var fresh = loaded.FreshFor ?? (loaded.Value is null ? policy.NegativeFor : policy.FreshFor);
        var until = loadedAt + (long)(fresh.Ticks * (1 - (Jitter * (uint)entry / uint.MaxValue)));
        var end = until + (loaded.Value is null || fresh <= TimeSpan.Zero ? 0 : policy.StaleFor.Ticks);
        var valid = loaded.ValidUntil?.UtcTicks ?? long.MaxValue;
        return new Lifetime(loadedAt, Math.Min(until, valid), Math.Min(end, valid)) { IsNegative = loaded.Value is null };
    }
}
