namespace Vamos.Adapters.Mds;

/// <summary>The database that the legacy system runs on.</summary>
public enum MdsEngine
{
    /// <summary>A database in a file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    PostgreSql,
}
