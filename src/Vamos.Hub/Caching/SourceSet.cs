namespace Vamos.Hub.Caching;

/// <summary>
/// The sources that an answer depends on: when one of them changes, the answer goes. Make each set once, by <see cref="PersonCache.SourcesOf"/>, and keep
/// it. The empty set depends on everything.
/// </summary>
public sealed class SourceSet
{
    internal SourceSet(uint[] tags) => Tags = tags;

    internal uint[] Tags { get; }
}
