namespace Vamos.Fips.Documents;

using Vamos.Documents;
using Vamos.Fips.V1;

/// <summary>One form of a file.</summary>
/// <param name="Number">Which one it is, counted from 1.</param>
/// <param name="Line">Line that it begins on.</param>
/// <param name="Form">The form; null when it cannot be read.</param>
/// <param name="Findings">Why it cannot be read, with lines and fields; empty when it can. No finding holds an answer of the form.</param>
public sealed record FormEntry(int Number, int Line, IntegratedProtectionForm? Form, IReadOnlyList<Finding> Findings);
