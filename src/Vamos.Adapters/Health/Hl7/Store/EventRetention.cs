namespace Vamos.Adapters.Health.Hl7.Store;

using System.Globalization;
using Microsoft.Data.Sqlite;

/// <summary>Forgets what is older than it is to be kept, a little at a time so that nobody waits for it.</summary>
internal sealed class EventRetention(SqliteConnection connection, Hl7Settings settings, TimeProvider time) : IDisposable
{
    private const int AtATime = 1000;
    /// <summary>Time between two times that it is done.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Statement _messages = new(
        connection, $"DELETE FROM message WHERE seq IN (SELECT seq FROM message WHERE received < $1 LIMIT {AtATime})", 1);
    private readonly Statement _setAside = new(
        connection, $"DELETE FROM set_aside WHERE seq IN (SELECT seq FROM set_aside WHERE received < $1 LIMIT {AtATime})", 1);
    private readonly Statement _lastOld = new(
        connection, $"SELECT max(seq) FROM (SELECT seq, time FROM change ORDER BY seq LIMIT {AtATime}) WHERE time < $1", 1);
    private readonly Statement _changes = new(connection, "DELETE FROM change WHERE seq <= $1", 1);
    private readonly Statement _forgotten = new(connection, "UPDATE meta SET value = $1 WHERE key = 'forgotten'", 1);
    private readonly Transaction _transaction = new(connection);
    private DateTimeOffset _next = time.GetUtcNow();

    /// <summary>Does some of it, when it is time.</summary>
    public void Run()
    {
        var now = time.GetUtcNow();
        if (now < _next)
            return;
        var removed = 0;
        _transaction.Run(() => removed = Remove(now));
        if (removed < AtATime)
            _next = now + Pause;
    }

    public void Dispose()
    {
        _transaction.Dispose();
        foreach (var statement in new[] { _messages, _setAside, _lastOld, _changes, _forgotten })
            statement.Dispose();
    }

    private int Remove(DateTimeOffset now)
    {
        var removed = _messages.Execute(Before(now, settings.KeepMessages)) + _setAside.Execute(Before(now, settings.KeepSetAside));
        if (_lastOld.Scalar(Before(now, settings.KeepChanges)) is not long last)
            return removed;
        // Whoever has not read so far must be told that something is missing.
        _forgotten.Execute(last.ToString(CultureInfo.InvariantCulture));
        return removed + _changes.Execute(last);
    }

    private static long Before(DateTimeOffset now, TimeSpan kept) => (now - kept).ToUnixTimeMilliseconds();
}
