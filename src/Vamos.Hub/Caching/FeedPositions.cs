namespace Vamos.Hub.Caching;

using Microsoft.Extensions.Caching.Distributed;
using Vamos.Hub.Caching.Sealing;
using Vamos.Hub.Caching.Shared;

/// <summary>
/// Up to where the change feed of each source was heard and acted on, so that a hub that starts goes on there. Kept beside the answers that the changes
/// concern, in the same Redis: when that forgets one it forgets the other. Without Redis nothing outlives the process, neither answers nor places. One
/// value at a key, last one wins, no haste: what IDistributedCache is for.
/// </summary>
public sealed class FeedPositions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly DistributedCacheEntryOptions Forever = new();

    private readonly IDistributedCache _store;
    private readonly CacheIndex _index;
    private readonly EntrySeal _seal;
    private readonly TimeProvider _time;

    internal FeedPositions(IDistributedCache store, CacheIndex index, EntrySeal seal, TimeProvider time)
    {
        _store = store;
        _index = index;
        _seal = seal;
        _time = time;
    }

    /// <summary>
    /// The place; null when there is none, or it cannot be read. Then the feed begins anew and what was kept of the source has to be forgotten:
    /// <see cref="PersonCache.ForgetAsync"/>.
    /// </summary>
    public async Task<byte[]?> ReadAsync(string source, CancellationToken cancellation)
    {
        var kept = await TryAsync(ends => _store.GetAsync(source, ends), cancellation);
        return kept is null ? null : _seal.Open(0, _index.Source(source), kept, out _);
    }

    /// <summary>Keeps a place whose changes have all been acted on. False when it could not be kept; a later one may be.</summary>
    public async Task<bool> WriteAsync(string source, byte[] position, CancellationToken cancellation)
    {
        var sealedPosition = _seal.Seal(0, _index.Source(source), [], position);
        return await TryAsync(
            async ends =>
            {
                await _store.SetAsync(source, sealedPosition, Forever, ends);
                return sealedPosition;
            },
            cancellation) is not null;
    }

    private async Task<byte[]?> TryAsync(Func<CancellationToken, Task<byte[]?>> act, CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(Limit, _time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellation);
        try
        {
            return await act(ends.Token).WaitAsync(ends.Token);
        }
        catch (Exception e) when (RedisLink.IsOfRedis(e) && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
