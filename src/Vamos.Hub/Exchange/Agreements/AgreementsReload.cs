namespace Vamos.Hub.Exchange.Agreements;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

/// <summary>
/// Notices changed documents: by the word of the file system where it gives one, and by looking every so often where it does
/// not (network drives, mounted secrets). Waits until the folder has been quiet, so that half a copy is never read.
/// </summary>
internal sealed class AgreementsReload(CurrentAgreements agreements, string folder, TimeProvider time, ILogger<AgreementsReload> log) : BackgroundService
{
    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <summary>Time between looks without a word of the file system.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which the folder must not change before it is read.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(300);

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        try
        {
            while (true)
            {
                // first a look: something may have changed between loading and watching
                try
                {
                    await SettledAsync(stoppingToken);
                    agreements.Reload();
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    AgreementsLog.LookFailed(log, e);
                }

                await NextAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the hub stops
        }
    }

    private async Task NextAsync(CancellationToken stopping)
    {
        using var interval = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, interval.Token);
        try
        {
            await _changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // time to look without a word
        }
    }

    private async Task SettledAsync(CancellationToken stopping)
    {
        var before = agreements.VersionOnDisk();
        if (before == agreements.State.Version && agreements.State.IsCurrent)
            return;
        while (true)
        {
            await Task.Delay(Quiet, time, stopping);
            var now = agreements.VersionOnDisk();
            if (now == before)
                return;
            before = now;
        }
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => Changed();
            watcher.Created += (_, _) => Changed();
            watcher.Deleted += (_, _) => Changed();
            watcher.Renamed += (_, _) => Changed();
            watcher.Error += (_, _) => Changed();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            AgreementsLog.NotWatched(log, e, folder, Interval);
            return null;
        }
    }

    private void Changed()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // one word is enough
        }
        catch (ObjectDisposedException)
        {
            // the hub stops
        }
    }
}
