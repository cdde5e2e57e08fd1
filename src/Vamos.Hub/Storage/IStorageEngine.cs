namespace Vamos.Hub.Storage;

using System.Data.Common;

/// <summary>One kind of database, opened.</summary>
internal interface IStorageEngine : IDisposable
{
    Dialect Dialect { get; }

    /// <summary>Whether one writer at a time is all that the database can do, so that writers better queue in the process.</summary>
    bool OneWriter { get; }

    /// <summary>A connection that is open and set up.</summary>
    DbConnection Connect();

    ValueTask<DbConnection> ConnectAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that may write.</summary>
    DbTransaction Begin(DbConnection connection);

    /// <summary>Bytes that can still be stored; null when that cannot be known from here.</summary>
    long? FreeBytes();
}
