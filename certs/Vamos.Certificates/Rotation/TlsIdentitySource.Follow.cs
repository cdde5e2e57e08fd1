namespace Vamos.Certificates;

/// <summary>
/// Noticing changed files: by the word of the file system where it gives one, and by looking every so often where it does not
/// (network drives, mounted secrets).
/// </summary>
public sealed partial class TlsIdentitySource
{
    /// <summary>Time between looks without a word of the file system.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for which the files must not change before they are read, so that half a set is not taken for a bad one.</summary>
    public TimeSpan Quiet { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Follows the files until it is cancelled. Never throws.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var changed = new SemaphoreSlim(0);
        var watchers = Watch(changed);
        try
        {
            var seen = "";
            while (true)
            {
                seen = await SettledAsync(seen, cancellationToken);
                Reload();
                await changed.WaitAsync(Interval, cancellationToken);
                while (changed.Wait(0, CancellationToken.None))
                {
                    // one word is enough
                }
            }
        }
        catch (OperationCanceledException)
        {
            // told to stop
        }
        finally
        {
            foreach (var watcher in watchers)
                watcher.Dispose();
        }
    }

    private async Task<string> SettledAsync(string seen, CancellationToken cancellationToken)
    {
        var before = VersionOnDisk();
        if (before == seen)
            return seen;
        while (true)
        {
            await Task.Delay(Quiet, cancellationToken);
            var now = VersionOnDisk();
            if (now == before)
                return now;
            before = now;
        }
    }

    private List<FileSystemWatcher> Watch(SemaphoreSlim changed)
    {
        var watchers = new List<FileSystemWatcher>();
        var folders = new[] { _authorityPath, _certificatePath, _keyPath, RevocationPath }.Select(path => Path.GetDirectoryName(Path.GetFullPath(path))!);
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            try
            {
                var watcher = new FileSystemWatcher(folder);
                watchers.Add(watcher);
                watcher.Changed += (_, _) => Tell(changed);
                watcher.Created += (_, _) => Tell(changed);
                watcher.Deleted += (_, _) => Tell(changed);
                watcher.Renamed += (_, _) => Tell(changed);
                watcher.EnableRaisingEvents = true;
            }
            catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
            {
                // The looks at intervals remain.
            }
        }

        return watchers;
    }

    private static void Tell(SemaphoreSlim changed)
    {
        try
        {
            changed.Release();
        }
        catch (ObjectDisposedException)
        {
            // told to stop
        }
    }
}
