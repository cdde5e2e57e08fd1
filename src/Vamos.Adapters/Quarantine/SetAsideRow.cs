namespace Vamos.Adapters.Quarantine;

using Vamos.Adapter.V1;

/// <summary>A legacy row that was set aside because nobody can tell what it means. Holds its key and the reasons, never its values.</summary>
/// <param name="Source">Table, file or message type.</param>
/// <param name="Key">Key of the row there.</param>
/// <param name="Issues">Each field that could not be translated, and why.</param>
public sealed record SetAsideRow(string Source, string Key, IReadOnlyList<RecordIssue> Issues);
