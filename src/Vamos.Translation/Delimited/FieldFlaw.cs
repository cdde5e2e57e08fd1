namespace Vamos.Translation.Delimited;

/// <summary>A field that cannot be translated.</summary>
/// <param name="Column">Its column; empty for the line as a whole.</param>
/// <param name="Reason">Why. Quotes nothing of the line.</param>
public readonly record struct FieldFlaw(string Column, string Reason);
