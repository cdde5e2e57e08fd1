namespace Vamos.Fips.Instruments;

using Vamos.Fips.V1;

/// <summary>
/// What became of the lines of one household, or of a line that belongs to none. Either there is a form, or the lines are to be set aside: a household
/// comes whole or not at all, since one that lacks a member is another household. Every line of a file is in exactly one of these.
/// </summary>
/// <param name="Form">The form; null when the lines are to be set aside.</param>
/// <param name="RequestId">
/// Made of instrument, number of the household and content, so that an import that is repeated or resumed stores nothing twice; empty without a form.
/// </param>
/// <param name="Lines">The lines, as they stand in their files.</param>
/// <param name="Flaws">Why they are to be set aside: one at least for each line; empty with a form.</param>
public sealed record ReadForm(IntegratedProtectionForm? Form, string RequestId, IReadOnlyList<SourceLine> Lines, IReadOnlyList<RowFlaw> Flaws);

/// <summary>A line of a file, which a quoted field may carry over several.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Number of the line on which it begins, counted from 1.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">How many bytes it has, its line end included.</param>
public sealed record SourceLine(string File, long Line, long Offset, long Length);

/// <summary>Why a line cannot be used.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Line">Number of the line, counted from 1.</param>
/// <param name="Column">Column, by its name in the header; empty for the line as a whole.</param>
/// <param name="Reason">What is wrong; quotes nothing of the line.</param>
public sealed record RowFlaw(string File, long Line, string Column, string Reason);

/// <summary>How far a reading has come. Each file is gone through more than once, and every time counts.</summary>
/// <param name="BytesRead">Bytes so far.</param>
/// <param name="BytesTotal">Bytes in all.</param>
/// <param name="Households">Households read, with or without a form.</param>
public readonly record struct ReadingProgress(long BytesRead, long BytesTotal, long Households);
