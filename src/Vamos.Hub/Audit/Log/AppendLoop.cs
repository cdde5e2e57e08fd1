namespace Vamos.Hub.Audit.Log;

using Vamos.Exchange.V1;
using Vamos.Hub.Storage;

/// <summary>
/// Group commit: one thread takes whatever waits, makes it durable in one commit, and takes what came meanwhile. A watch
/// beside it ends the waiting of those whose time is up, since a thread that waits for a disk cannot.
/// </summary>
internal sealed class AppendLoop : IAsyncDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    private readonly AuditSettings _settings;
    private readonly TimeProvider _time;
    private readonly AppendState _state;
    private readonly LogWriter _writer;
    private readonly AppendQueue _queue;
    private readonly ITimer _watch;
    private readonly Task _thread;
    private volatile List<PendingAppend> _running = [];
    private long _commits;

    public AppendLoop(Database database, AuditSettings settings, TimeProvider time, AppendState state)
    {
        _settings = settings;
        _time = time;
        _state = state;
        _writer = new LogWriter(database, time);
        _queue = new AppendQueue(settings.QueueCapacity);
        _watch = time.CreateTimer(_ => Watch(), null, WatchInterval, WatchInterval);
        _thread = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Commits so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public Task<AppendedRecord[]> AppendAsync(IReadOnlyList<ExchangeRecord> records)
    {
        if (_state.Refusal is { } refusal)
            return Task.FromException<AppendedRecord[]>(new AuditUnavailableException(refusal));
        var pending = new PendingAppend(records, _time.GetTimestamp());
        return _queue.TryAdd(pending)
            ? pending.Task
            : Task.FromException<AppendedRecord[]>(new AuditUnavailableException("too many exchanges wait already"));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _thread;
        await _watch.DisposeAsync();
        _writer.Dispose();
    }

    private void Run()
    {
        while (_queue.Take(_settings.MostPerCommit, ProbeInterval) is { } batch)
        {
            // an empty batch tries the storage again while it does not work
            if (batch.Count == 0 && _state.Works)
                continue;
            if (_state.Tampered)
            {
                Refuse(batch, new AuditUnavailableException("the log was tampered with"));
                continue;
            }

            _running = batch;
            try
            {
                _writer.Write(batch);
                Interlocked.Increment(ref _commits);
                _state.Succeeded();
            }
            catch (AuditTamperedException e)
            {
                _state.TamperedWith(e.Finding);
                Refuse(batch, new AuditUnavailableException("the log was tampered with"));
            }
            catch (Exception e)
            {
                // whatever it was, nobody may be told that the record is there
                _state.Failed(e);
                Refuse(batch, new AuditUnavailableException(e.Message, e));
            }

            _running = [];
        }
    }

    private void Watch()
    {
        var before = _time.GetTimestamp() - (long)(_settings.TimeLimit.TotalSeconds * _time.TimestampFrequency);
        var late = new AuditUnavailableException($"the storage took longer than {_settings.TimeLimit.TotalSeconds} s");
        var any = false;
        foreach (var pending in _running)
            any |= pending.Since < before && pending.TrySetException(late);
        while (_queue.TryTakeOlder(before, out var pending))
            any |= pending.TrySetException(late);
        if (any)
            _state.Stalled(late);
    }

    private static void Refuse(List<PendingAppend> batch, AuditUnavailableException refusal)
    {
        foreach (var pending in batch)
            pending.TrySetException(refusal);
    }
}
