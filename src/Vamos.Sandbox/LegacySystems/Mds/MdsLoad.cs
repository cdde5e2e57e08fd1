namespace Vamos.Sandbox.LegacySystems.Mds;

/// <summary>What was loaded.</summary>
/// <param name="RowsByTable">Rows in each table.</param>
/// <param name="Defects">The rows among them that cannot be translated.</param>
public sealed record MdsLoad(IReadOnlyDictionary<string, int> RowsByTable, IReadOnlyList<LegacyDefect> Defects)
{
    /// <summary>Rows in all tables.</summary>
    public int Rows => RowsByTable.Values.Sum();
}
