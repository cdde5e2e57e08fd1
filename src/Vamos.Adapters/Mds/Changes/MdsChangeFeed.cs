namespace Vamos.Adapters.Mds.Changes;

using System.Data.Common;
using System.Security.Cryptography;

/// <summary>
/// The changes of the legacy database, by its change columns. They have the grain of a second or a day, and are written before the transaction
/// that commits them; so a look does not begin behind the last one but some time before it, and rows are told by their content from what was seen
/// of them: whatever is there and was not is a change, however its mark compares with the last. What is found goes into a journal that all
/// watchers share. One who comes with a position of an earlier start, or of long ago, is first shown the database's own marks since then.
/// </summary>
internal sealed class MdsChangeFeed : IDisposable
{
    private const int ChangesPerPage = 400;
    private const int RowsPerStatement = 1_000;
    private const int JournalLength = 20_000;

    // After a look the database has rest for some times as long, however many watch and however much changed of late.
    private const int RestForWork = 4;

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    // Marks further in the future are waited for.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private readonly ChangedRows _rows;
    private readonly ChangedPeople _people;
    private readonly IReadOnlyList<MdsTable> _tables;
    private readonly TimeSpan _overlap;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly uint _feed = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
    private readonly ChangeJournal _journal = new(JournalLength);
    private readonly ChangeReplays _replays;
    private Dictionary<(string Table, long Key), UInt128>? _seen;
    private DateTimeOffset _latest;
    private DateTimeOffset _nextLook;

    public MdsChangeFeed(ChangedRows rows, ChangedPeople people, IReadOnlyList<MdsTable> tables, TimeSpan overlap, TimeProvider time)
    {
        _rows = rows;
        _people = people;
        _tables = tables;
        _overlap = overlap;
        _time = time;
        _replays = new ChangeReplays(rows, people, tables);
    }

    /// <summary>See <see cref="IChangeSource.ReadChangesAsync"/>.</summary>
    public async Task<ChangePage> ReadAsync(string? position, CancellationToken cancellationToken)
    {
        ChangePosition? from = position is null ? null : ChangePosition.Parse(position);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await _rows.OpenAsync(cancellationToken);
            if (_seen is null)
                await BeginAsync(connection, cancellationToken);
            if (from is null)
            {
                await LookAsync(connection, cancellationToken);
                return new ChangePage([], At(_journal.Next));
            }

            if (from is { IsReplay: false } known && known.Feed == _feed && known.Number >= _journal.First)
                return await FromJournalAsync(connection, known, cancellationToken);
            return await ReplayAsync(connection, from.Value, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ChangePage> FromJournalAsync(DbConnection connection, ChangePosition from, CancellationToken cancellationToken)
    {
        if (from.Number > _journal.Next)
            throw new ChangePositionException("it lies behind the last of the legacy database's changes", isTooOld: false);
        var looked = from.Number == _journal.Next && await LookAsync(connection, cancellationToken);
        // A look may find more than is kept.
        if (from.Number < _journal.First)
            return await ReplayAsync(connection, from, cancellationToken);
        var number = from.Number;
        var changes = _journal.From(number, ChangesPerPage)
            .Select(change => new RecordChange(change.Person, change.Kinds, change.Time, At(++number)))
            .ToList();
        return new ChangePage(changes, At(number), number < _journal.Next, IsComplete: looked && number == _journal.Next);
    }

    private async Task<ChangePage> ReplayAsync(DbConnection connection, ChangePosition from, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var replay = from.Feed == _feed && from.IsReplay ? _replays.Find(from.Number) : null;
        // No moment that was ever told lies behind the latest change.
        var since = from.Latest < _latest ? from.Latest : _latest;
        replay ??= new ChangeReplay(since, Before(since), now + Ahead, _journal.Next, _latest, new Dictionary<string, ChangePlace>());
        var (people, left) = await _replays.ReadAsync(connection, replay, now, cancellationToken);

        // Whoever goes on from within a page gets that page again: rows that were changed meanwhile have left it, so nobody can count in it.
        var here = At(replay);
        var end = left is null ? new ChangePosition(_feed, false, replay.JournalStart, replay.JournalLatest).ToString() : At(left);
        var changes = people.Select((person, i) => new RecordChange(person.Person, person.Kinds, person.Time, i == people.Count - 1 ? end : here)).ToList();
        return new ChangePage(changes, end, left is not null || replay.JournalStart < _journal.Next, IsComplete: false);
    }

    /// <summary>Takes note of what is there, so that the changes from now on are known from it.</summary>
    private async Task BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var latest = DateTimeOffset.UnixEpoch;
        foreach (var table in _tables)
        {
            if (await _rows.LatestAsync(connection, table, now, cancellationToken) is { } time && time > latest && time <= now)
                latest = time;
        }

        _latest = latest;
        var (seen, _, _) = await SeeAsync(connection, now, [], cancellationToken);
        _seen = seen;
    }

    /// <summary>Looks for changes, unless the database has its rest.</summary>
    /// <returns>Whether it looked.</returns>
    private async Task<bool> LookAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now < _nextLook)
            return false;
        var began = _time.GetTimestamp();
        var (seen, changes, latest) = await SeeAsync(connection, now, _seen!, cancellationToken);
        _journal.Append(changes, _latest);
        (_seen, _latest) = (seen, latest);
        var rest = _time.GetElapsedTime(began) * RestForWork;
        _nextLook = _time.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
        return true;
    }

    /// <summary>Reads what was changed of late, and whose it is where it differs from what was seen.</summary>
    private async Task<(Dictionary<(string Table, long Key), UInt128> Seen, IReadOnlyList<PersonChange> Changes, DateTimeOffset Latest)> SeeAsync(
        DbConnection connection, DateTimeOffset now, Dictionary<(string Table, long Key), UInt128> before, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<(string Table, long Key), UInt128>(before.Count);
        var changes = new List<PersonChange>();
        var (latest, isStart) = (_latest, _seen is null);
        foreach (var table in _tables)
        {
            List<ChangedRow> page;
            ChangePlace? behind = null;
            do
            {
                page = await _rows.PageAsync(connection, table, Before(_latest), now + Ahead, behind, RowsPerStatement, IsNew, cancellationToken);
                changes.AddRange(await _people.OfAsync(connection, [.. page.Where(row => row.Row is not null)], now, cancellationToken));
                foreach (var row in page)
                {
                    seen[(table.Name, row.Place.Key)] = row.Fingerprint;
                    if (row.Time > latest && row.Time <= now)
                        latest = row.Time.Value;
                    behind = row.Place;
                }
            }
            while (page.Count == RowsPerStatement);

            bool IsNew(long key, UInt128 fingerprint) => !isStart && (!before.TryGetValue((table.Name, key), out var known) || known != fingerprint);
        }

        return (seen, PersonChange.Merge(changes), latest);
    }

    // Positions name whole seconds, rounded down.
    private DateTimeOffset Before(DateTimeOffset latest) =>
        latest - DateTimeOffset.UnixEpoch > _overlap ? DateTimeOffset.FromUnixTimeSeconds(latest.ToUnixTimeSeconds()) - _overlap : DateTimeOffset.UnixEpoch;

    private string At(ChangeReplay replay) => new ChangePosition(_feed, true, _replays.Keep(replay), replay.Since).ToString();

    private string At(long number) => new ChangePosition(_feed, false, number, _journal.LatestAt(number, _latest)).ToString();
}
