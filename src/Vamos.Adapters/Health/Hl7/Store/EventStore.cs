namespace Vamos.Adapters.Health.Hl7.Store;

using System.Threading.Channels;
using Microsoft.Data.Sqlite;

/// <summary>
/// What the messages told, in a file of this machine. There is one writer: messages that arrive while it waits for the disk share its next commit,
/// so that many connections cost hardly more waiting than one.
/// </summary>
internal sealed class EventStore : IAsyncDisposable
{
    private const int MostPerCommit = 256;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4 * MostPerCommit) { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly Transaction _transaction;
    private readonly EventApplier _applier;
    private readonly EventRetention _retention;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _writing;

    private EventStore(string path, SqliteConnection connection, Hl7Settings settings, TimeProvider time, ILogger logger)
    {
        Path = path;
        _connection = connection;
        _transaction = new Transaction(connection);
        _applier = new EventApplier(connection, time);
        _retention = new EventRetention(connection, settings, time);
        _logger = logger;
        _time = time;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Commits so far.</summary>
    public long Commits { get; private set; }

    /// <summary>Opens the store, or makes it.</summary>
    /// <exception cref="LegacySystemException">It cannot be used.</exception>
    public static EventStore Open(Hl7Settings settings, TimeProvider time, ILogger logger) =>
        new(settings.Store, EventDatabase.OpenForWriting(settings.Store), settings, time, logger);

    /// <summary>Stores a message; done when it is durable.</summary>
    /// <exception cref="SqliteException">It could not be stored.</exception>
    public async Task<Stored> SubmitAsync(Submission submission)
    {
        var waiting = new Waiting(submission);
        await _queue.Writer.WriteAsync(waiting);
        return await waiting.Done.Task;
    }

    /// <summary>Stores what still waits, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        _transaction.Dispose();
        _applier.Dispose();
        _retention.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>(MostPerCommit);
        while (await WaitAsync())
        {
            batch.Clear();
            while (batch.Count < MostPerCommit && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            if (!TryCommit(batch, out _))
            {
                // One bad message must not take the others with it.
                foreach (var waiting in batch)
                {
                    if (!TryCommit([waiting], out var failure))
                        waiting.Done.SetException(failure!);
                }
            }

            Clean();
        }
    }

    /// <summary>Waits for messages; what is old goes even when none come.</summary>
    private async Task<bool> WaitAsync()
    {
        var coming = _queue.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            try
            {
                return await coming.WaitAsync(EventRetention.Pause, _time);
            }
            catch (TimeoutException)
            {
                Clean();
            }
        }
    }

    private bool TryCommit(List<Waiting> batch, out Exception? failure)
    {
        failure = null;
        try
        {
            _transaction.Run(() =>
            {
                foreach (var waiting in batch)
                    waiting.Result = _applier.Apply(waiting.Submission);
            });
        }
        catch (Exception e)
        {
            Hl7Log.NotStored(_logger, e.GetType().Name, (e as SqliteException)?.SqliteErrorCode ?? 0);
            failure = e;
            return false;
        }

        Commits++;
        foreach (var waiting in batch)
            waiting.Done.SetResult(waiting.Result);
        return true;
    }

    private void Clean()
    {
        try
        {
            _retention.Run();
        }
        catch (SqliteException e)
        {
            Hl7Log.NotCleaned(_logger, e.SqliteErrorCode);
        }
    }

    private sealed class Waiting(Submission submission)
    {
        public Submission Submission { get; } = submission;

        public Stored Result { get; set; }

        public TaskCompletionSource<Stored> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
