namespace Vamos.Adapters;

using System.Globalization;
using Vamos.Common.V1;

/// <summary>
/// The latest changes, kept in memory, for an adapter that finds out by itself what changed, for example by comparing two readings of a file. A
/// watcher goes on where it was as long as the process lives and the change is among the latest; otherwise it learns that it must ask for all anew.
/// </summary>
/// <param name="time">When changes were found.</param>
/// <param name="capacity">How many are kept.</param>
public sealed class RecentChanges(TimeProvider time, int capacity = 100_000)
{
    private const int PageSize = 500;

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly Queue<(NationalId Person, FactKinds Kinds, DateTimeOffset Time)> _latest = new();
    private readonly Lock _lock = new();
    private long _count;

    /// <summary>Notes that the records of a person changed.</summary>
    public void Add(NationalId person, FactKinds kinds)
    {
        lock (_lock)
        {
            _latest.Enqueue((person, kinds, time.GetUtcNow()));
            _count++;
            if (_latest.Count > capacity)
                _latest.Dequeue();
        }
    }

    /// <summary>What <see cref="IChangeSource.ReadChangesAsync"/> answers.</summary>
    public ChangePage Read(string? position)
    {
        lock (_lock)
        {
            var seen = position is null ? _count : NumberOf(position);
            var forgotten = _count - _latest.Count;
            if (seen < forgotten)
                throw new ChangePositionException("older than the changes that are kept", isTooOld: true);
            var page = _latest.Skip((int)(seen - forgotten)).Take(PageSize)
                .Select((change, i) => new RecordChange(change.Person, change.Kinds, change.Time, PositionOf(seen + i + 1)))
                .ToArray();
            return new ChangePage(page, PositionOf(seen + page.Length), More: seen + page.Length < _count);
        }
    }

    private string PositionOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{_run}:{number}");

    private long NumberOf(string position)
    {
        if (position.Split(':') is not [{ Length: 8 } run, var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new ChangePositionException("not a position of this feed", isTooOld: false);
        if (run != _run)
            throw new ChangePositionException("of a run that has ended", isTooOld: true);
        return number <= _count ? number : throw new ChangePositionException("behind the last change", isTooOld: false);
    }
}
