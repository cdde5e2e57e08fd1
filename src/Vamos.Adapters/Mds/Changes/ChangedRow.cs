namespace Vamos.Adapters.Mds.Changes;

/// <summary>A row as the change feed meets it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Place">Where it stands among the changes of its table.</param>
/// <param name="Time">When it was changed, as far as anybody can tell.</param>
/// <param name="Fingerprint">Differs when any column does.</param>
/// <param name="Row">What it means; null when nobody asked.</param>
internal sealed record ChangedRow(MdsTable Table, ChangePlace Place, DateTimeOffset? Time, UInt128 Fingerprint, MdsRow? Row);

/// <summary>A place in the order of a table's changes: by mark, and among equal marks by key.</summary>
/// <param name="Mark">The value of the change column, as the database gave it.</param>
/// <param name="Key">The key of the row.</param>
internal readonly record struct ChangePlace(object Mark, long Key);
