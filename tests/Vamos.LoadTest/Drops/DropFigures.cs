namespace Vamos.LoadTest.Drops;

/// <summary>What was measured.</summary>
internal sealed record DropFigures(string What, long Rows, long Bytes, long Changes, double Seconds, double RowsPerSecond, double CpuSeconds);
