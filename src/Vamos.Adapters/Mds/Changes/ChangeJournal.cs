namespace Vamos.Adapters.Mds.Changes;

/// <summary>What the feed has seen since the start, numbered. Everybody who watches reads the same one, each from a place of their own.</summary>
/// <param name="most">Changes that are kept; older ones can be had from the database again.</param>
internal sealed class ChangeJournal(int most)
{
    private readonly List<(PersonChange Change, DateTimeOffset LatestBefore)> _entries = [];

    /// <summary>Number of the oldest change that is kept.</summary>
    public long First { get; private set; }

    /// <summary>Number of the change to come.</summary>
    public long Next => First + _entries.Count;

    /// <summary>Adds what one look at the database found.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="latestBefore">The latest change that was known before: none of these is older than that by more than the overlap.</param>
    public void Append(IEnumerable<PersonChange> changes, DateTimeOffset latestBefore)
    {
        _entries.AddRange(changes.Select(change => (change, latestBefore)));
        var forgotten = Math.Max(0, _entries.Count - most);
        _entries.RemoveRange(0, forgotten);
        First += forgotten;
    }

    /// <summary>Some changes from a number on.</summary>
    public IEnumerable<PersonChange> From(long number, int atMost) => _entries.Skip((int)(number - First)).Take(atMost).Select(entry => entry.Change);

    /// <summary>The moment to which one must go back who has seen all before a number, and nothing behind.</summary>
    public DateTimeOffset LatestAt(long number, DateTimeOffset latest) => number < Next ? _entries[(int)(number - First)].LatestBefore : latest;
}
