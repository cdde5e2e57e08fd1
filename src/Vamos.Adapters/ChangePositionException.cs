namespace Vamos.Adapters;

/// <summary>A position of a change feed from which nobody can go on.</summary>
/// <param name="message">Why.</param>
/// <param name="isTooOld">Whether it was good once; otherwise it is no position of this feed at all.</param>
public sealed class ChangePositionException(string message, bool isTooOld) : Exception(message)
{
    /// <summary>Whether it was good once, and what came behind it is no longer known.</summary>
    public bool IsTooOld { get; } = isTooOld;
}
