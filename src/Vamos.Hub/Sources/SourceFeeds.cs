namespace Vamos.Hub.Sources;

using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Hub.Caching;

/// <summary>
/// Listens to what changes at each source, and has the cache forget it, here and in every other hub. While a feed is not heard, or its adapter gives no
/// sign of life, what is kept of that source counts for a short time only; so it does for a source that tells no changes at all.
/// </summary>
internal sealed class SourceFeeds(SourceRegistry sources, PersonCache cache, TimeProvider time, ILogger<SourceFeeds> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // three signs of life that did not come
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var source in sources.All)
            cache.FeedLost(source.Institution);
        return Task.WhenAll(sources.All.Select(source => FollowAsync(source, stoppingToken)));
    }

    private async Task FollowAsync(AdapterSource source, CancellationToken stopping)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            if (source.WatchesChanges)
            {
                var feed = new Feed(source, cache, log);
                var reason = await ListenAsync(feed, stopping);
                if (feed.IsHeard)
                    pause = FirstPause;
                feed.Lose(reason);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = source.WatchesChanges && pause < LongestPause ? pause * 2 : pause;
        }
    }

    private async Task<string> ListenAsync(Feed feed, CancellationToken stopping)
    {
        try
        {
            await using var changes = await feed.BeginAsync(stopping);
            while (true)
            {
                var next = changes.MoveNextAsync().AsTask();
                try
                {
                    // Stopping ends the call, and with it this wait: left behind, a feed that is being read could not be closed.
                    if (!await next.WaitAsync(LongestSilence, time, CancellationToken.None))
                        return "the adapter ended the feed";
                }
                catch (TimeoutException)
                {
                    // The feed may come back to life; until then nothing kept of the source is sure.
                    feed.Lose("no sign of life");
                    if (!await next)
                        return "the adapter ended the feed";
                }

                await feed.TakeAsync(changes.Current, stopping);
            }
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.OutOfRange or StatusCode.InvalidArgument)
        {
            await feed.BeginAnewAsync(stopping);
            return "what changed meanwhile is no longer known";
        }
        catch (RpcException e)
        {
            return e.StatusCode.ToString();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return "the connection broke";
        }
        catch (Exception e)
        {
            // whatever it was, the hub goes on, and keeps nothing of the source for long meanwhile
            SourcesLog.FeedFailed(log, feed.Institution, e);
            return "the hub failed to follow them";
        }
    }

    /// <summary>One source's feed, from one connection to the next.</summary>
    private sealed class Feed(AdapterSource source, PersonCache cache, ILogger log)
    {
        private readonly SourceSet _self = cache.SourcesOf(source.Institution);
        private bool _allSent = true;
        private bool _beginsAnew;

        public string Institution => source.Institution;

        public bool IsHeard { get; private set; }

        public async Task<IAsyncEnumerator<WatchChangesResponse>> BeginAsync(CancellationToken stopping)
        {
            var position = await cache.Positions.ReadAsync(source.Institution, stopping) ?? [];
            _beginsAnew = position.Length == 0;
            return source.WatchAsync(ByteString.CopyFrom(position), stopping).GetAsyncEnumerator(stopping);
        }

        public async Task TakeAsync(WatchChangesResponse change, CancellationToken stopping)
        {
            if (change.NationalId is { } person)
            {
                _allSent &= await cache.InvalidateAsync(person.Canonical(), _self);
                return;
            }

            // Only from here on is every change told: what was loaded until now may have missed one.
            if (_beginsAnew)
                await cache.ForgetAsync(source.Institution);
            _beginsAnew = false;
            if (!IsHeard)
            {
                IsHeard = true;
                SourcesLog.FeedHeard(log, source.Institution);
                cache.FeedRestored(source.Institution);
            }

            // Behind what every hub has heard, so that whoever goes on here repeats rather than misses.
            _allSent = _allSent || cache.State.PendingInvalidations == 0;
            if (_allSent)
                await cache.Positions.WriteAsync(source.Institution, change.ResumeToken.ToByteArray(), stopping);
        }

        public void Lose(string reason)
        {
            if (!IsHeard)
                return;
            IsHeard = false;
            SourcesLog.FeedBroken(log, source.Institution, reason);
            cache.FeedLost(source.Institution);
        }

        public async Task BeginAnewAsync(CancellationToken stopping)
        {
            await cache.ForgetAsync(source.Institution);
            await cache.Positions.WriteAsync(source.Institution, [], stopping);
        }
    }
}
