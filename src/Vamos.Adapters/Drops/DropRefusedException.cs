namespace Vamos.Adapters.Drops;

/// <summary>A file is refused whole.</summary>
/// <param name="reason">Why, for the one who sends it. Quotes nothing of the file.</param>
internal sealed class DropRefusedException(string reason) : Exception(reason);
