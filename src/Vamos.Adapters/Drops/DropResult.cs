namespace Vamos.Adapters.Drops;

/// <summary>What became of a file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Reason">Why it was refused; null when it was not.</param>
/// <param name="Rows">Rows that are kept of it.</param>
/// <param name="SetAside">Lines that were set aside.</param>
/// <param name="Changes">People whose rows differ from the file before.</param>
/// <param name="IsAgain">Whether it is the very file that was in use already.</param>
public sealed record DropResult(string File, string? Reason, long Rows = 0, long SetAside = 0, long Changes = 0, bool IsAgain = false);
