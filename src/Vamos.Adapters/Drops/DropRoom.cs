namespace Vamos.Adapters.Drops;

using Microsoft.Data.Sqlite;
using Vamos.Adapters.Quarantine;

/// <summary>
/// The nightly files of an institution: follows its inbox, keeps what the accepted files said, and tells what they changed. A part of an adapter
/// owns one, hands its own calls on to it, and says what the rows mean.
/// </summary>
public sealed class DropRoom : IDisposable
{
    private readonly DropSettings _settings;
    private readonly IReadOnlyList<DropLayout> _layouts;
    private readonly QuarantineStore _quarantine;
    private readonly TimeProvider _time;
    private readonly ILogger<DropRoom> _logger;
    private readonly DropInbox _inbox;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile DropStore? _store;
    private HashSet<string> _troubles = [];

    /// <param name="settings">Where files come in.</param>
    /// <param name="layouts">Every form of file that is expected.</param>
    /// <param name="quarantine">Told of every line that is set aside.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of every file.</param>
    public DropRoom(DropSettings settings, IReadOnlyList<DropLayout> layouts, QuarantineStore quarantine, TimeProvider time, ILogger<DropRoom> logger)
    {
        _settings = settings;
        _layouts = layouts;
        _quarantine = quarantine;
        _time = time;
        _logger = logger;
        _inbox = new DropInbox(settings.Inbox);
    }

    /// <summary>Opens the store of what was accepted.</summary>
    /// <exception cref="LegacySystemException">It cannot be used.</exception>
    public void Open() => _store ??= DropStore.Open(_settings.Store);

    /// <summary>One state of everything that is in use. Dispose of it soon.</summary>
    /// <exception cref="LegacySystemException">The store cannot be read.</exception>
    public DropReading Read() => Store.Read();

    /// <summary>What accepted files changed; see <see cref="IChangeSource.ReadChangesAsync"/>.</summary>
    public ChangePage ReadChanges(string? position) => new DropChanges(Store, _layouts).Read(position);

    /// <summary>Follows the inbox until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await PollAsync(cancellationToken);
            await Task.Delay(_settings.PollInterval, _time, cancellationToken);
        }
    }

    /// <summary>Looks into the inbox once, and takes in what is there as a whole.</summary>
    /// <returns>What became of each file.</returns>
    public async Task<IReadOnlyList<DropResult>> PollAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // A file of a million lines takes seconds of one thread.
            return await Task.Run(() => Poll(cancellationToken), cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _store?.Dispose();
        _oneAtATime.Dispose();
    }

    private DropStore Store => _store ?? throw new LegacySystemException("the store of nightly files has not been opened");

    private List<DropResult> Poll(CancellationToken cancellationToken)
    {
        var results = new List<DropResult>();
        var troubles = new HashSet<string>(StringComparer.Ordinal);
        if (Try(_inbox.Ready, troubles) is { } files)
        {
            foreach (var (file, isCalm) in files)
            {
                if (Try(() => Take(file, isCalm, cancellationToken), troubles) is { } result)
                    results.Add(result);
            }
        }

        _troubles = troubles;
        return results;
    }

    // What one file meets keeps no other waiting; it is said once, not at every look.
    private T? Try<T>(Func<T?> work, HashSet<string> troubles)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException or LegacySystemException)
        {
            if (troubles.Add(e.Message) && !_troubles.Contains(e.Message))
                DropLog.InboxInTrouble(_logger, _settings.Inbox, e.Message);
            return null;
        }
    }

    private DropResult? Take(FileInfo file, bool isCalm, CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        DropResult result;
        try
        {
            var import = new DropImport(_settings, Store, _layouts, _quarantine, _time);
            result = import.Run(file.FullName, DropInbox.AnnouncedHash(file), cancellationToken);
        }
        catch (DropRefusedException) when (!isCalm)
        {
            // Its hash came before the rest of it.
            return null;
        }
        catch (DropRefusedException e)
        {
            result = new DropResult(file.Name, e.Message);
        }

        _inbox.Move(file, result.Reason);
        if (result.Reason is { } reason)
            DropLog.Refused(_logger, file.Name, reason);
        else if (result.IsAgain)
            DropLog.Again(_logger, file.Name);
        else
            DropLog.Accepted(_logger, file.Name, result.Rows, result.SetAside, result.Changes, _time.GetElapsedTime(begun).TotalSeconds);
        return result;
    }
}
