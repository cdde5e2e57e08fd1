namespace Vamos.Sandbox.LegacySystems.Mtess;

/// <summary>A line of a payroll that nobody can read.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its number there, counted from 1.</param>
/// <param name="Column">What is wrong with it; empty for the line as a whole.</param>
public sealed record PayrollDefect(string File, long Line, string Column);
