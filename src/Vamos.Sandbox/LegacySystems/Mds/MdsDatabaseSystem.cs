namespace Vamos.Sandbox.LegacySystems.Mds;

using Microsoft.Data.Sqlite;
using Vamos.Sandbox.Population;

/// <summary>
/// The ministry's database in a file, with a rollback journal, so that a writer keeps readers out as such systems do. Slow is somebody who locks it
/// again and again, down one who never lets go, failing a table that was renamed for maintenance, garbage an import gone wrong.
/// </summary>
public sealed class MdsDatabaseSystem : ISimulatedSystem
{
    private const string Table = "persona";
    private const string TableAside = "persona_en_mantenimiento";

    // Longer than readers wait between two attempts, so that each gets its turn.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(250);

    private readonly string _file;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task _locking = Task.CompletedTask;
    private CancellationTokenSource _unlock = new();
    private bool _isTableAside;

    private MdsDatabaseSystem(string file, SimulatedPopulation population, TimeProvider time)
    {
        _file = file;
        Clerk = new MdsClerk(() => new SqliteConnection(ConnectionString), population, time);
    }

    /// <inheritdoc />
    public string Name => "mds-database";

    /// <inheritdoc />
    public string Description => $"household forms and programme rolls, SQLite, {_file}";

    /// <inheritdoc />
    public Disturbance Disturbance { get; private set; } = Disturbance.None;

    /// <summary>For the adapter.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = _file }.ToString();

    /// <summary>Whoever changes rows while the system runs.</summary>
    public MdsClerk Clerk { get; }

    /// <summary>What was loaded.</summary>
    public MdsLoad Load { get; private set; } = null!;

    /// <summary>Makes the file, or makes it anew, and fills it with the ministry's view of a population.</summary>
    public static async Task<MdsDatabaseSystem> StartAsync(string file, SimulatedPopulation population, TimeProvider time, CancellationToken cancellationToken)
    {
        var system = new MdsDatabaseSystem(Path.GetFullPath(file), population, time);
        await using var connection = await system.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, "PRAGMA journal_mode = DELETE", cancellationToken);
        await ExecuteAsync(connection, $"DROP TABLE IF EXISTS {TableAside}", cancellationToken);
        system.Load = await MdsLegacyDatabase.LoadAsync(connection, population, cancellationToken);
        return system;
    }

    /// <inheritdoc />
    public async Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RecoverAsync(cancellationToken);
            switch (disturbance.Mood)
            {
                case Mood.Slow:
                    await LockAsync(disturbance.Delay, cancellationToken);
                    break;
                case Mood.Down:
                    await LockAsync(Timeout.InfiniteTimeSpan, cancellationToken);
                    break;
                case Mood.Failing:
                    await PutTableAsideAsync(leaveGarbage: false, cancellationToken);
                    break;
                case Mood.Garbage:
                    await PutTableAsideAsync(leaveGarbage: true, cancellationToken);
                    break;
            }

            Disturbance = disturbance;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _unlock.CancelAsync();
        await _locking;
        _unlock.Dispose();
        _turn.Dispose();
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        Disturbance = Disturbance.None;
        await _unlock.CancelAsync();
        await _locking;
        _unlock.Dispose();
        _unlock = new CancellationTokenSource();
        if (!_isTableAside)
            return;
        await using var connection = await OpenAsync(cancellationToken);
        await ExecuteAsync(connection, $"BEGIN IMMEDIATE; DROP TABLE IF EXISTS {Table}; ALTER TABLE {TableAside} RENAME TO {Table}; COMMIT", cancellationToken);
        _isTableAside = false;
    }

    private async Task PutTableAsideAsync(bool leaveGarbage, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var instead = leaveGarbage ? Garbage() : "";
        await ExecuteAsync(connection, $"BEGIN IMMEDIATE; ALTER TABLE {Table} RENAME TO {TableAside}; {instead} COMMIT", cancellationToken);
        _isTableAside = true;
    }

    // Rows are still found, but say nothing that their columns are for.
    private static string Garbage()
    {
        var values = MdsSchema.Persona.Columns.Select(column => (column.Name, column.Type) switch
        {
            ("numero_cedula" or "letra_cedula", _) or (_, LegacyType.Key) => column.Name,
            (_, LegacyType.Integer) => $"'??' AS {column.Name}",
            _ => $"x'00FF1A' AS {column.Name}",
        });
        return $"CREATE TABLE {Table} AS SELECT {string.Join(", ", values)} FROM {TableAside};";
    }

    /// <summary>Locks the file until told otherwise, and returns when nobody else gets in.</summary>
    private async Task LockAsync(TimeSpan hold, CancellationToken cancellationToken)
    {
        var locked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var unlock = _unlock.Token;
        // Waiting for readers to leave blocks the thread.
        _locking = Task.Run(
            async () =>
            {
                try
                {
                    await using var connection = await OpenAsync(unlock);
                    while (!unlock.IsCancellationRequested)
                    {
                        await ExecuteAsync(connection, "BEGIN EXCLUSIVE", unlock);
                        locked.TrySetResult();
                        await Task.Delay(hold, unlock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        await ExecuteAsync(connection, "ROLLBACK", CancellationToken.None);
                        await Task.Delay(Gap, unlock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    }
                }
                catch (OperationCanceledException)
                {
                    // Told to let go before it had the lock.
                }
                catch (SqliteException e)
                {
                    locked.TrySetException(e);
                }
            },
            CancellationToken.None);
        await locked.Task.WaitAsync(cancellationToken);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

#pragma warning disable CA2100 // made of the names of our own tables
    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
#pragma warning restore CA2100
}
