namespace Vamos.Hub.Caching;

/// <summary>What one caller accepts.</summary>
/// <param name="MaxAge">Oldest answer that will do; zero asks the source now, null leaves it to the cache. No answer is ever older, stale or not.</param>
/// <param name="AllowStale">Whether an answer past its time will do when the source fails or is slow.</param>
public readonly record struct CacheDemand(TimeSpan? MaxAge = null, bool AllowStale = false);
