namespace Vamos.Hub.Storage;

using System.Data;
using System.Data.Common;
using Npgsql;

/// <summary>A PostgreSQL database, which several hubs may share.</summary>
internal sealed class PostgresEngine : IStorageEngine
{
    private readonly NpgsqlDataSource _source;

    public PostgresEngine(NpgsqlConnectionStringBuilder settings)
    {
        // an answer is given out once a commit returns, so a commit must not return before it is on the disk
        settings.Options = $"{settings.Options} -c synchronous_commit=on".Trim();
        settings.ApplicationName ??= "vamos-hub";
        _source = NpgsqlDataSource.Create(settings);
        try
        {
            using var connection = Connect();
        }
        catch (NpgsqlException e)
        {
            _source.Dispose();
            throw new StorageException($"The database {settings.Database} on {settings.Host} cannot be opened: {e.Message}", e);
        }
    }

    public Dialect Dialect => Dialect.Postgres;

    public bool OneWriter => false;

    public DbConnection Connect() => _source.OpenConnection();

    public async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellation) => await _source.OpenConnectionAsync(cancellation);

    public DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    public long? FreeBytes() => null;

    public void Dispose() => _source.Dispose();
}
