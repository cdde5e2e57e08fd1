namespace Vamos.Hub.Caching;

/// <summary>How long the answers of one shelf count.</summary>
/// <param name="FreshFor">As they are, from the moment their loading began; up to a tenth less, so that what came together does not go together.</param>
/// <param name="NegativeFor">The same for "there is nothing".</param>
/// <param name="StaleFor">How much longer for callers who allow it.</param>
public sealed record CachePolicy(TimeSpan FreshFor, TimeSpan NegativeFor, TimeSpan StaleFor);
