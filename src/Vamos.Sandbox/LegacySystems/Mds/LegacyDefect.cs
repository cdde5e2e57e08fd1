namespace Vamos.Sandbox.LegacySystems.Mds;

/// <summary>Why nobody can tell what a row meant.</summary>
public enum DefectKind
{
    UnreadableCedula,
    ImpossibleDate,
    UnknownDepartment,
    UnknownSex,
    UnknownState,
    UnreadableAmount,
}

/// <summary>A row that was spoilt on purpose, so that tests know what an adapter has to set aside.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key there.</param>
/// <param name="Column">The column that was spoilt.</param>
/// <param name="Kind">How.</param>
/// <param name="Number">The cédula number that the row would belong to; null where that is what was spoilt.</param>
public sealed record LegacyDefect(string Table, long Key, string Column, DefectKind Kind, int? Number);
