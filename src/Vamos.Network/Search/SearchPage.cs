namespace Vamos.Network.Search;

using Vamos.ServiceNetwork.V1;

/// <summary>One page of matches.</summary>
/// <param name="Matches">The matches, best first, with services that are copies.</param>
/// <param name="Next">Where the next page begins behind; null on the last.</param>
public sealed record SearchPage(IReadOnlyList<ServiceMatch> Matches, RankedAt? Next);
