namespace Vamos.Adapters.Drops;

using Vamos.Adapter.V1;

/// <summary>A file that was accepted.</summary>
/// <param name="Generation">Its number in the store.</param>
/// <param name="Layout">Name of its layout.</param>
/// <param name="Part">Its part; empty when it has none.</param>
/// <param name="File">Its name.</param>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="AsOf">When it was true.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Rows">Rows that are kept of it.</param>
public sealed record AcceptedDrop(
    long Generation, string Layout, string Part, string File, string Sha256, DateTimeOffset AsOf, DateTimeOffset AcceptedAt, long Rows);

/// <summary>A row of an accepted file.</summary>
/// <param name="Key">The person, see <see cref="DropKey"/>; empty when it names nobody.</param>
/// <param name="Group">What it has in common with other rows.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Value">The facts, as the layout's translation left them; empty for a line that was set aside.</param>
/// <param name="Issues">Why it was set aside; empty for a sound line.</param>
/// <param name="Drop">The file.</param>
public sealed record StoredRow(string Key, string Group, long Line, byte[] Value, IReadOnlyList<RecordIssue> Issues, AcceptedDrop Drop)
{
    /// <summary>Whether it holds facts.</summary>
    public bool IsSound => Issues.Count == 0;
}
