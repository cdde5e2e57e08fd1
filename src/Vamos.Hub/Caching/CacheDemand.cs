namespace Vamos.Hub.Caching;

/// <summary>What one caller accepts.</summary>
/// <param name="MaxAge">Oldest answer that will do; zero asks the source now, null leaves it to the cache. No answer is ever older, stale or not.</param>
/// <param name="AllowStale">Whether an answer past its time will do when the source fails or is slow.</param>
public readonly record struct CacheDemand(TimeSpan? MaxAge = null, bool AllowStale = false)
{
    /// <summary>
    /// What a caller gets who asks for an age that an agreement bounds: within the bound an answer past its time will do when the source does not answer.
    /// </summary>
    /// <param name="bound">Greatest age that the agreement allows.</param>
    /// <param name="asked">Greatest age that the caller asks for; null leaves it to the agreement.</param>
    public static CacheDemand Within(TimeSpan bound, TimeSpan? asked = null)
    {
        var age = asked is { } own && own < bound ? own : bound;
        return new CacheDemand(age, AllowStale: age > TimeSpan.Zero);
    }
}
