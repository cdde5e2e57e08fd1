namespace Vamos.Adapters.Mds.Changes;

using System.Data.Common;

/// <summary>
/// Shows again what changed since a moment, by the database's own marks. How far each replay got is kept here and not in positions, since keys of
/// rows are nobody else's business; one that is forgotten begins anew.
/// </summary>
internal sealed class ChangeReplays(ChangedRows rows, ChangedPeople people, IReadOnlyList<MdsTable> tables)
{
    private const int RowsPerPage = 100;
    private const int MostKept = 2_000;

    private readonly Dictionary<long, ChangeReplay> _kept = [];
    private long _next;

    /// <summary>The replay of a number; null when it is not kept.</summary>
    public ChangeReplay? Find(long number) => _kept.GetValueOrDefault(number);

    /// <summary>Keeps a replay for whoever goes on from it.</summary>
    public long Keep(ChangeReplay replay)
    {
        if (replay.Number is { } number && _kept.ContainsKey(number))
            return number;
        replay.Number = ++_next;
        _kept[_next] = replay;
        _kept.Remove(_next - MostKept);
        return _next;
    }

    /// <summary>Reads the next page.</summary>
    /// <returns>Whose records changed, and what is left; null when nothing is.</returns>
    public async Task<(IReadOnlyList<PersonChange> People, ChangeReplay? Left)> ReadAsync(
        DbConnection connection, ChangeReplay replay, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var candidates = new List<ChangedRow>();
        foreach (var table in tables)
        {
            ChangePlace? behind = replay.Places.TryGetValue(table.Name, out var place) ? place : null;
            candidates.AddRange(await rows.PageAsync(connection, table, replay.From, replay.Until, behind, RowsPerPage + 1, (_, _) => true, cancellationToken));
        }

        // A stable order: within a table rows stay as the database has them.
        var page = candidates.OrderBy(row => row.Time ?? now).Take(RowsPerPage).ToList();
        var places = new Dictionary<string, ChangePlace>(replay.Places);
        foreach (var row in page)
            places[row.Table.Name] = row.Place;
        var changes = await people.OfAsync(connection, page, now, cancellationToken);
        return (changes, candidates.Count > page.Count ? replay with { Places = places, Number = null } : null);
    }
}

/// <summary>A replay of the database's marks.</summary>
/// <param name="Since">The latest change that whoever asked for it had seen.</param>
/// <param name="From">Where it began.</param>
/// <param name="Until">Where it ends.</param>
/// <param name="JournalStart">Where the journal takes over.</param>
/// <param name="JournalLatest">The latest change that was known there.</param>
/// <param name="Places">How far it got in each table.</param>
internal sealed record ChangeReplay(
    DateTimeOffset Since,
    DateTimeOffset From,
    DateTimeOffset Until,
    long JournalStart,
    DateTimeOffset JournalLatest,
    IReadOnlyDictionary<string, ChangePlace> Places)
{
    /// <summary>By which it is kept.</summary>
    public long? Number { get; set; }
}
