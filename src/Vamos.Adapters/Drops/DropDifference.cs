namespace Vamos.Adapters.Drops;

using System.Globalization;

/// <summary>Notes whose rows differ between two generations of a file: who came, who went, who is described otherwise.</summary>
internal static class DropDifference
{
    /// <returns>How many people.</returns>
    public static long Note(
        DropStore store, DropLayout layout, long? former, long present, IReadOnlyList<AcceptedDrop> current, DateTimeOffset now)
    {
        if (layout.Kinds.IsEmpty)
            return 0;
        var people = Differing("key", former, present);
        if (layout.GroupMembersIn is not { } members)
            return Insert(store, layout, people, now);

        store.Run("CREATE TEMP TABLE IF NOT EXISTS changed_group (grp TEXT PRIMARY KEY) WITHOUT ROWID");
        store.Run("DELETE FROM changed_group");
        store.Run($"INSERT INTO changed_group {Differing("grp", former, present)}");
        // Both generations of the members, when it is they that change: who left the household has a changed household too.
        var generations = current.Where(drop => drop.Layout == members).Select(drop => drop.Generation)
            .Concat(members == layout.Name ? [present] : Array.Empty<long>());
        foreach (var generation in generations)
            people += string.Create(CultureInfo.InvariantCulture, $" UNION SELECT key FROM rows_{generation} WHERE key <> '' AND grp IN changed_group");
        return Insert(store, layout, people, now);
    }

    // Either index holds all that is compared, in one order, so that both are gone through once.
    private static string Differing(string column, long? former, long present) => former is null
        ? string.Create(CultureInfo.InvariantCulture, $"SELECT DISTINCT {column} FROM rows_{present} WHERE {column} <> ''")
        : $"{Missing(column, present, former.Value)} UNION {Missing(column, former.Value, present)}";

    private static string Missing(string column, long here, long there) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT {column} FROM rows_{here} AS here WHERE {column} <> '' AND NOT EXISTS (
          SELECT 1 FROM rows_{there} AS there WHERE there.{column} <> '' AND there.{column} = here.{column} AND there.digest = here.digest)
        """);

    private static long Insert(DropStore store, DropLayout layout, string people, DateTimeOffset now) => store.Run(
        $"INSERT INTO change (key, layout, changed_at) SELECT key, $layout, $now FROM ({people})",
        ("$layout", layout.Name),
        ("$now", now.ToUnixTimeMilliseconds()));
}
