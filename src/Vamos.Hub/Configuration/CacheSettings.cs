namespace Vamos.Hub.Configuration;

using StackExchange.Redis;
using Vamos.Hosting.Settings;

/// <summary>How long answers are kept, where, and how many.</summary>
public sealed record CacheSettings
{
    private const int MiB = 1024 * 1024;

    /// <summary>
    /// The Redis that several hubs share, as StackExchange.Redis writes it: <c>redis.example:6379,user=hub,password=…,ssl=true</c>. Key
    /// <c>Hub:Cache:Redis</c>; without it each hub keeps what it asked itself.
    /// </summary>
    public string? Redis { get; init; }

    /// <summary>
    /// Folder of the cache's keys, made when they are missing. Key <c>Hub:Cache:Keys</c>; default <c>cache/keys</c>. Hubs that share a Redis must have
    /// the same ones. Whoever loses them loses what Redis holds, and nothing else.
    /// </summary>
    public string KeyDirectory { get; init; } = Path.Combine("cache", "keys");

    /// <summary>How long facts count as they are. Key <c>Hub:Cache:FactsFor</c>; default 10 min, 1 s to 1 day.</summary>
    public TimeSpan FactsFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long decisions count as they are. Key <c>Hub:Cache:DecisionsFor</c>; default 10 min, 1 s to 1 day.</summary>
    public TimeSpan DecisionsFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long it counts that a source does not know a person. Key <c>Hub:Cache:NegativeFor</c>; default 30 s, 0 to 1 h: a newborn or an immigrant
    /// should not have to wait long.
    /// </summary>
    public TimeSpan NegativeFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How much longer an answer is kept, for callers whose agreement allows it when the source does not answer. Key <c>Hub:Cache:StaleFor</c>; default
    /// 1 h, 0 to 7 days. It is what Redis needs memory for.
    /// </summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long an answer counts while changes to it would not be heard. Key <c>Hub:Cache:UnheardFor</c>; default 5 s, 0 to 10 min.
    /// </summary>
    public TimeSpan UnheardFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most time that one load may take, whoever still waits for it. Key <c>Hub:Cache:LoadLimit</c>; default 10 s, 100 ms to 5 min.</summary>
    public TimeSpan LoadLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a caller who takes an older answer waits for a new one. Key <c>Hub:Cache:Patience</c>; default 250 ms, 0 to 1 min.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most answers, and most people, in this process. Key <c>Hub:Cache:MostEntries</c>; default 200,000, 100 to 50 million.</summary>
    public int MostEntries { get; init; } = 200_000;

    /// <summary>Memory for answers in this process, estimated. Key <c>Hub:Cache:MostMegabytes</c>; default 256, 1 to 65,536.</summary>
    public long MostBytes { get; init; } = 256L * MiB;

    /// <summary>Larger answers are not kept. Key <c>Hub:Cache:MostEntryBytes</c>; default 256 KiB, 1 KiB to 16 MiB.</summary>
    public int MostEntryBytes { get; init; } = MiB / 4;

    /// <summary>
    /// Most answers that are being loaded at once; a question beyond them is refused. Key <c>Hub:Cache:MostLoads</c>; default 16,384, 1 to 1 million.
    /// </summary>
    public int MostLoads { get; init; } = 16_384;

    /// <summary>
    /// Most time that a question waits for Redis before it goes on without. Key <c>Hub:Cache:RedisTimeout</c>; default 25 ms, 1 ms to 5 s.
    /// </summary>
    public TimeSpan RedisTimeout { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Secret of the hashes under which answers are found.</summary>
    public string IndexKeyFile => Path.Combine(KeyDirectory, "cache-index.key");

    /// <summary>Secrets by which answers in Redis are encrypted.</summary>
    public string ValueKeyFile => Path.Combine(KeyDirectory, "cache-values.key");

    /// <summary>Reads the section.</summary>
    public static CacheSettings Read(SettingsReader cache)
    {
        var defaults = new CacheSettings();
        var day = TimeSpan.FromDays(1);
        var second = TimeSpan.FromSeconds(1);
        var redis = cache.OptionalText("Redis");
        if (redis is not null && !IsConnectionString(redis))
            cache.Error("Redis", "cannot be read, must be as StackExchange.Redis writes it, for example redis.example:6379,ssl=true");
        return new CacheSettings
        {
            Redis = redis,
            KeyDirectory = cache.Text("Keys", defaults.KeyDirectory),
            FactsFor = cache.Duration("FactsFor", defaults.FactsFor, second, day),
            DecisionsFor = cache.Duration("DecisionsFor", defaults.DecisionsFor, second, day),
            NegativeFor = cache.Duration("NegativeFor", defaults.NegativeFor, TimeSpan.Zero, TimeSpan.FromHours(1)),
            StaleFor = cache.Duration("StaleFor", defaults.StaleFor, TimeSpan.Zero, 7 * day),
            UnheardFor = cache.Duration("UnheardFor", defaults.UnheardFor, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            LoadLimit = cache.Duration("LoadLimit", defaults.LoadLimit, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            Patience = cache.Duration("Patience", defaults.Patience, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            MostEntries = cache.Number("MostEntries", defaults.MostEntries, 100, 50_000_000),
            MostBytes = (long)MiB * cache.Number("MostMegabytes", (int)(defaults.MostBytes / MiB), 1, 65_536),
            MostEntryBytes = cache.Number("MostEntryBytes", defaults.MostEntryBytes, 1024, 16 * MiB),
            MostLoads = cache.Number("MostLoads", defaults.MostLoads, 1, 1_000_000),
            RedisTimeout = cache.Duration("RedisTimeout", defaults.RedisTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)),
        };
    }

    // the text holds a password, so nothing of it may come back in an error
    private static bool IsConnectionString(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count != 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            return false;
        }
    }
}
