namespace Vamos.Hub.Tests.Caching;

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Common.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;

/// <summary>A cache of short texts, with keys of its own unless it shares those of another one.</summary>
internal sealed class CacheLab : IAsyncDisposable
{
    public static readonly CachePolicy Policy = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1));

    private readonly DirectoryInfo? _folder;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IMeterFactory _meters;

    private CacheLab(DirectoryInfo? folder, CacheSettings settings, TimeProvider time, CachePolicy policy)
    {
        _folder = folder;
        Settings = settings;
        _meters = _services.GetRequiredService<IMeterFactory>();
        Cache = PersonCache.Open(settings, _meters, time, NullLogger<PersonCache>.Instance);
        Shelf = Cache.Shelf("facts", policy, StringValue.Parser);
        Mds = Cache.SourcesOf("mds");
        Mtess = Cache.SourcesOf("mtess");
    }

    public CacheSettings Settings { get; }

    public PersonCache Cache { get; }

    public CacheShelf<StringValue> Shelf { get; }

    public SourceSet Mds { get; }

    public SourceSet Mtess { get; }

    public static CacheLab Open(
        string? redis = null,
        TimeProvider? time = null,
        CachePolicy? policy = null,
        CacheLab? sameKeysAs = null,
        Func<CacheSettings, CacheSettings>? change = null)
    {
        var folder = sameKeysAs is null ? Directory.CreateTempSubdirectory("vamos-cache-") : null;
        var settings = new CacheSettings
        {
            Redis = redis,
            KeyDirectory = sameKeysAs?.Settings.KeyDirectory ?? Path.Combine(folder!.FullName, "keys"),
            // two processors that build at the same time are slower than any Redis
            RedisTimeout = TimeSpan.FromSeconds(1),
        };
        return new CacheLab(folder, change?.Invoke(settings) ?? settings, time ?? TimeProvider.System, policy ?? Policy);
    }

    /// <summary>A cache that uses Redis and hears its own ticks.</summary>
    public static async Task<CacheLab> ConnectAsync(
        string redis, TimeProvider? time = null, CachePolicy? policy = null, CacheLab? sameKeysAs = null, Func<CacheSettings, CacheSettings>? change = null)
    {
        var lab = Open(redis, time, policy, sameKeysAs, change);
        await lab.UntilAsync(s => s.UsesRedis && s.HearsOtherHubs);
        return lab;
    }

    public static NationalId Person(int number = 99000001) => new() { Number = number.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    public Task<CacheAnswer<StringValue>> GetAsync(string value, CacheDemand demand = default, NationalId? person = null, string scope = "mds") =>
        GetAsync(_ => Task.FromResult(Loaded.Found(new StringValue { Value = value }, Mds)), demand, person, scope);

    public Task<CacheAnswer<StringValue>> GetAsync(
        Func<CancellationToken, Task<Loaded<StringValue>>> load,
        CacheDemand demand = default,
        NationalId? person = null,
        string scope = "mds",
        CancellationToken cancellation = default) =>
        Shelf.GetAsync(person ?? Person(), scope, demand, load, static (l, ends) => l(ends), cancellation)
            .AsTask().WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

    public Task UntilAsync(Func<CacheState, bool> isSo) => Until(() => isSo(Cache.State));

    /// <summary>Waits until what is being written to Redis is there.</summary>
    public Task WrittenAsync() => Until(() => Cache.Shared!.Writes == 0);

    public static async Task Until(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "did not come about within 30 s");
            await Task.Delay(5);
        }
    }

    /// <summary>The value of a counter or gauge, summed over the measurements with a tag value.</summary>
    public long Measure(string name, string? tag = null)
    {
        var sum = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == name && ReferenceEquals(instrument.Meter.Scope, _meters))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tag is null || tags.ToArray().Any(t => Equals(t.Value, tag)))
                sum += value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return sum;
    }

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        await _services.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
