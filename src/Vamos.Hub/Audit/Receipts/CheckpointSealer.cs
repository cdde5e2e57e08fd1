namespace Vamos.Hub.Audit.Receipts;

using Microsoft.Extensions.Logging;
using Vamos.Hub.Audit.Log;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>Signs the head of the log at short intervals, when it has grown, beside the exchanges.</summary>
internal sealed class CheckpointSealer : IAsyncDisposable
{
    private readonly Database _database;
    private readonly CheckpointSigner _signer;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private long _sealedAt;

    public CheckpointSealer(Database database, CheckpointSigner signer, TimeSpan interval, TimeProvider time, ILogger log)
    {
        _database = database;
        _signer = signer;
        _time = time;
        _log = log;
        _sealedAt = time.GetUtcNow().UtcTicks;
        _loop = Task.Run(() => RunAsync(interval));
    }

    /// <summary>When all of the log was last known to be signed; the start before that.</summary>
    public DateTimeOffset SealedAt => new(Interlocked.Read(ref _sealedAt), TimeSpan.Zero);

    /// <summary>Signs what is there now; does nothing when it is signed already.</summary>
    public async Task SealAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.ConnectAsync(cancellation);
        var head = await LogHead.ReadAsync(connection);
        var latest = await CheckpointStore.LatestAsync(connection);
        if (head.Size > (latest?.TreeSize ?? 0))
        {
            var checkpoint = _signer.Sign(head.Size, head.Root, _time.GetUtcNow());
            await _database.WriteAsync(transaction => CheckpointStore.AddAsync(transaction, checkpoint), cancellation);
        }

        Interlocked.Exchange(ref _sealedAt, _time.GetUtcNow().UtcTicks);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await TrySealAsync(CancellationToken.None);
        _stop.Dispose();
    }

    private async Task RunAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await TrySealAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            // the log is closed
        }
    }

    private async Task TrySealAsync(CancellationToken cancellation)
    {
        try
        {
            await SealAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            AuditLogEvents.NotSealed(_log, e);
        }
    }
}
