namespace Vamos.Hub.Audit;

using Microsoft.Extensions.Logging;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.Log;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Verification;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>
/// The append-only log of exchanges. What <see cref="AppendAsync(ExchangeRecord)"/> acknowledged is on the disk and in the
/// Merkle tree; checkpoints over it are signed beside the exchanges.
/// </summary>
public sealed class AuditLog : IAsyncDisposable
{
    private readonly AppendState _state;
    private readonly AppendLoop _loop;
    private readonly CheckpointSealer _sealer;

    private AuditLog(Database database, AuditSettings settings, CheckpointSigner signer, TimeProvider time, ILogger log)
    {
        VerifierKey = signer.VerifierKey;
        _state = new AppendState(database, settings, time, log);
        _loop = new AppendLoop(database, settings, time, _state);
        _sealer = new CheckpointSealer(database, signer, settings.CheckpointInterval, time, log);
    }

    /// <summary>The key by which others verify receipts. Publish its text.</summary>
    public LogVerifierKey VerifierKey { get; }

    /// <summary>Whether the log can be relied on, and for how long.</summary>
    public AuditHealth Health => _state.Health;

    /// <summary>When all of the log was last known to be covered by a signed checkpoint.</summary>
    public DateTimeOffset SealedAt => _sealer.SealedAt;

    internal long Commits => _loop.Commits;

    /// <summary>
    /// Opens the log and checks what can be checked at once: that head, tree and the last checkpoint belong together. The
    /// check of every record is that of <see cref="LogVerification"/>.
    /// </summary>
    /// <param name="database">Where the log is. With SQLite a file of its own keeps other writers out of its way.</param>
    /// <param name="settings">How it is kept.</param>
    /// <param name="signer">Signs checkpoints. It stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where to say what happens.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="AuditTamperedException">What is stored contradicts itself; the finding names the first bad position.</exception>
    /// <exception cref="StorageException">The tables are of a later version.</exception>
    public static async Task<AuditLog> OpenAsync(
        Database database, AuditSettings settings, CheckpointSigner signer, TimeProvider time, ILogger<AuditLog> log, CancellationToken cancellation)
    {
        await Migrations.ApplyAsync(database, AuditSchema.Room, AuditSchema.Steps, cancellation);
        var size = await StartCheck.RunAsync(database, [signer.VerifierKey], cancellation);
        AuditLogEvents.Opened(log, size, database.Dialect.Name, signer.VerifierKey.ToString());
        return new AuditLog(database, settings, signer, time, log);
    }

    /// <summary>
    /// Appends the record of an exchange and returns once it is durable. The record gets its position here and belongs to
    /// the log from now on. There is nothing to cancel: an exchange that happened is recorded even if its caller has left.
    /// </summary>
    /// <exception cref="AuditUnavailableException">It could not be recorded in time; the answer must not leave.</exception>
    public async Task<AppendedRecord> AppendAsync(ExchangeRecord record) => (await _loop.AppendAsync([record]))[0];

    /// <summary>The same for several records, all of them in one commit, in their order.</summary>
    /// <exception cref="AuditUnavailableException">They could not be recorded in time; none of the answers must leave.</exception>
    public async Task<IReadOnlyList<AppendedRecord>> AppendAsync(IReadOnlyList<ExchangeRecord> records) => await _loop.AppendAsync(records);

    /// <summary>Signs a checkpoint now instead of at the next interval.</summary>
    public Task SealAsync(CancellationToken cancellation) => _sealer.SealAsync(cancellation);

    /// <summary>Records what still waits, signs it, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        await _sealer.DisposeAsync();
        _state.Dispose();
    }
}
