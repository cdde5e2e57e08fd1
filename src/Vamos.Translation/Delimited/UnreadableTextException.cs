namespace Vamos.Translation.Delimited;

/// <summary>A file is not the text that it should be.</summary>
/// <param name="reason">Why, for the one who sends it. Quotes nothing of the file.</param>
public sealed class UnreadableTextException(string reason) : Exception(reason);
