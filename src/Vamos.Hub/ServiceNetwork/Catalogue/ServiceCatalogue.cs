namespace Vamos.Hub.ServiceNetwork.Catalogue;

using System.Data.Common;
using Microsoft.Extensions.Logging;
using Vamos.Hub.Storage;
using Vamos.Network.Search;

/// <summary>
/// The catalogue: in the database, and all of it in memory for reading. What this hub changes is seen at once; what other hubs change, when
/// <see cref="CatalogueFeed"/> looks.
/// </summary>
public sealed class ServiceCatalogue : IDisposable
{
    private const int MostAtOnce = 5_000;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private long _position;

    private ServiceCatalogue(Database database, TimeProvider time)
    {
        Database = database;
        Time = time;
    }

    /// <summary>The services, ready to be searched.</summary>
    public ServiceIndex Index { get; } = new();

    internal Database Database { get; }

    internal TimeProvider Time { get; }

    /// <summary>Opens the database, makes its tables when they are missing, and reads all services.</summary>
    /// <param name="connectionString">Path of a SQLite file, or a connection string.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where it says what it holds.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static async Task<ServiceCatalogue> OpenAsync(
        string connectionString, TimeProvider time, ILogger<ServiceCatalogue> log, CancellationToken cancellation)
    {
        var catalogue = new ServiceCatalogue(Database.Open(connectionString), time);
        try
        {
            await Migrations.ApplyAsync(catalogue.Database, NetworkSchema.Room, NetworkSchema.Steps, cancellation);
            await catalogue.CatchUpAsync(cancellation);
            NetworkLog.Loaded(log, catalogue.Index.Count);
            return catalogue;
        }
        catch
        {
            catalogue.Dispose();
            throw;
        }
    }

    /// <summary>Takes in what changed since it last looked.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            await using var connection = await Database.ConnectAsync(cancellation);
            List<ServiceRow> rows;
            do
            {
                rows = [.. await NetworkRows.ChangedAsync(connection, _position, MostAtOnce)];
                Index.Put([.. rows.Select(row => row.ToMessage())]);
                _position = rows.Count == 0 ? _position : rows[^1].Position;
            }
            while (rows.Count == MostAtOnce);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Changes the network in one transaction, alone among all hubs, and takes the change in.</summary>
    internal async Task<T> ChangeAsync<T>(Func<DbTransaction, long, Task<T>> change, CancellationToken cancellation)
    {
        var changed = await Database.WriteAsync(
            async transaction => await change(transaction, await NetworkRows.NextPositionAsync(transaction, Database.Dialect)), cancellation);
        await CatchUpAsync(cancellation);
        return changed;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Database.Dispose();
        _reading.Dispose();
    }
}
