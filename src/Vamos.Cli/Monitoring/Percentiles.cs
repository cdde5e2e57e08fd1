namespace Vamos.Cli.Monitoring;

/// <summary>Times in order, and the shares of them that did not exceed which (nearest rank, as the hub has it).</summary>
internal sealed class Percentiles
{
    private readonly float[] _milliseconds;

    /// <param name="milliseconds">The times in any order; copied.</param>
    public Percentiles(IEnumerable<float> milliseconds)
    {
        _milliseconds = [.. milliseconds];
        Array.Sort(_milliseconds);
    }

    /// <summary>The time that a share of all did not exceed; zero without times.</summary>
    /// <param name="share">From 0 to 1; 1 is the longest.</param>
    public TimeSpan At(double share) => _milliseconds.Length == 0
        ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(_milliseconds[Math.Clamp((int)Math.Ceiling(share * _milliseconds.Length) - 1, 0, _milliseconds.Length - 1)]);
}
