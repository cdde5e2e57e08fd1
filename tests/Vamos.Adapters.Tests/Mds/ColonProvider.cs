namespace Vamos.Adapters.Tests.Mds;

using System.Data.Common;
using Microsoft.Data.Sqlite;

/// <summary>
/// A provider that the adapter does not know: its parameters begin with a colon, it refuses to sort out any other way, and lists have at most a few
/// values. Underneath is SQLite.
/// </summary>
public sealed class ColonFactory : DbProviderFactory
{
    /// <summary>More than this many values in a list are refused.</summary>
    public const int MostValues = 64;

    public static readonly ColonFactory Instance = new();

    public override DbConnection CreateConnection() => new Connection();

    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new SqliteConnectionStringBuilder();

    private sealed class Connection : SqliteConnection
    {
        public override SqliteCommand CreateCommand() => new Command { Connection = this };
    }

    private sealed class Command : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(System.Data.CommandBehavior behavior)
        {
            if (CommandText.Contains('@', StringComparison.Ordinal) || CommandText.Contains('?', StringComparison.Ordinal) || Parameters.Count > MostValues + 3)
                throw new SqliteException("this database cannot read that", 1);
            return base.ExecuteReader(behavior);
        }
    }
}

/// <summary>A factory that cannot be had.</summary>
public sealed class HiddenFactory : DbProviderFactory
{
    private HiddenFactory()
    {
    }
}
