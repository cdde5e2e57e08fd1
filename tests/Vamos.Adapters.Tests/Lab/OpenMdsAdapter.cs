namespace Vamos.Adapters.Tests.Lab;

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Quarantine;

/// <summary>The adapter without a host, opened, and somebody who follows its changes.</summary>
public sealed class OpenMdsAdapter : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenMdsAdapter(ServiceProvider services, MdsAdapter adapter)
    {
        _services = services;
        Adapter = adapter;
    }

    public MdsAdapter Adapter { get; }

    public static async Task<OpenMdsAdapter> StartAsync(MdsSettings settings)
    {
        var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System)
            .AddSingleton(provider => new QuarantineStore(
                "mds", null, TimeProvider.System, provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ILogger<QuarantineStore>>()))
            .BuildServiceProvider();
        var adapter = (MdsAdapter)MdsAdapter.With(settings)(services);
        await adapter.OpenAsync(CancellationToken.None);
        return new OpenMdsAdapter(services, adapter);
    }

    /// <summary>The present position.</summary>
    public async Task<string> NowAsync()
    {
        var page = await Adapter.ReadChangesAsync(null, CancellationToken.None);
        Assert.Empty(page.Changes);
        return page.Position;
    }

    /// <summary>Reads on until there is no more for certain.</summary>
    public async Task<(List<RecordChange> Changes, string Position)> ReadAllAsync(string position)
    {
        var clock = Stopwatch.StartNew();
        var changes = new List<RecordChange>();
        ChangePage page;
        do
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "The changes had no end.");
            page = await Adapter.ReadChangesAsync(position, CancellationToken.None);
            changes.AddRange(page.Changes);
            position = page.Position;
        }
        while (page.More);
        return (changes, position);
    }

    /// <summary>Polls until somebody's change came.</summary>
    public async Task<(List<RecordChange> Changes, string Position)> WaitForAsync(string position, string number)
    {
        var clock = Stopwatch.StartNew();
        var all = new List<RecordChange>();
        while (all.All(change => change.Person.Number != number))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "The change did not come.");
            (var changes, position) = await ReadAllAsync(position);
            all.AddRange(changes);
            await Task.Delay(20);
        }

        return (all, position);
    }

    public async ValueTask DisposeAsync()
    {
        await Adapter.DisposeAsync();
        await _services.DisposeAsync();
    }
}
