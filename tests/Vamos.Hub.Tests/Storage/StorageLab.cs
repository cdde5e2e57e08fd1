namespace Vamos.Hub.Tests.Storage;

using Npgsql;
using Vamos.Testing;

/// <summary>Gives every test a database of its own.</summary>
public interface IStorageLab
{
    /// <summary>Connection string of an empty database.</summary>
    string NewDatabase();
}

/// <summary>SQLite files in a temporary folder.</summary>
public sealed class SqliteLab : IStorageLab, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-storage-");
    private int _count;

    public string NewDatabase() => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _count)}.db");

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>Databases on a real PostgreSQL server.</summary>
public sealed class PostgresLab : IStorageLab, IDisposable
{
    private readonly PostgresServer _server = new();
    private int _count;

    public string NewDatabase()
    {
        var name = $"test{Interlocked.Increment(ref _count)}";
        using var source = NpgsqlDataSource.Create(_server.ConnectionString);
        using var create = source.CreateCommand($"CREATE DATABASE {name}");
        create.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name }.ToString();
    }

    public void Dispose() => _server.Dispose();
}
