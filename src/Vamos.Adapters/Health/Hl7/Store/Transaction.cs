namespace Vamos.Adapters.Health.Hl7.Store;

using Microsoft.Data.Sqlite;

/// <summary>Transactions of the one who writes, around statements that were prepared before.</summary>
internal sealed class Transaction(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE", 0);
    private readonly Statement _commit = new(connection, "COMMIT", 0);
    private readonly Statement _rollback = new(connection, "ROLLBACK", 0);

    /// <summary>Does something wholly, or not at all.</summary>
    public void Run(Action action)
    {
        _begin.Execute();
        try
        {
            action();
            _commit.Execute();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }

    private void RollBack()
    {
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // After some failures SQLite has done it already.
        }
    }
}
