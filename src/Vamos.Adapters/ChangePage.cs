namespace Vamos.Adapters;

using Vamos.Common.V1;

/// <summary>Some changes in the order in which they happened.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Position">Behind all of them; the next page begins here. Short text without line breaks that names nobody.</param>
/// <param name="More">Whether there is certainly more, so that the next page should be asked for at once.</param>
/// <param name="IsComplete">Whether every legacy system was read; while one is not, nobody can say that nothing changed.</param>
public sealed record ChangePage(IReadOnlyList<RecordChange> Changes, string Position, bool More = false, bool IsComplete = true);

/// <summary>The records of a person changed.</summary>
/// <param name="Person">The person.</param>
/// <param name="Kinds">Kinds of fact that changed; empty when nobody can tell.</param>
/// <param name="Time">When the legacy system changed them.</param>
/// <param name="Position">Behind this change.</param>
public sealed record RecordChange(NationalId Person, FactKinds Kinds, DateTimeOffset Time, string Position);
