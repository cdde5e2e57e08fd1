namespace Vamos.Compat.Redis.Tests.Client;

using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

[Collection(nameof(SharedServer))]
public sealed class DistributedCacheTests(SharedServer shared) : IDisposable
{
    private readonly RedisCache _cache = new(Options.Create(new RedisCacheOptions
    {
        ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(shared.Connection),
        InstanceName = "cache:",
    }));

    public void Dispose()
    {
        // The cache would close the connection that the others still use; it is the fixture's to close.
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Entry_thatIsSet_isFoundUntilItIsRemoved()
    {
        await _cache.SetStringAsync("decision", "eligible");
        Assert.Equal("eligible", await _cache.GetStringAsync("decision"));
        Assert.Equal("eligible", _cache.GetString("decision"));

        await _cache.RemoveAsync("decision");
        Assert.Null(await _cache.GetAsync("decision"));
        Assert.Null(await _cache.GetAsync("never set"));
    }

    [Fact]
    public async Task Entry_ofAnySize_comesBackUnchanged()
    {
        foreach (var size in new[] { 0, 1, 511, 512, 513, 100_000, 3_000_000 })
        {
            var value = Encoding.ASCII.GetBytes(new string('x', size));
            await _cache.SetAsync("size", value);
            Assert.Equal(value, await _cache.GetAsync("size"));
        }
    }

    [Fact]
    public async Task Entry_thatExpires_isGoneAfterItsTime()
    {
        await _cache.SetStringAsync("brief", "1", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(1) });
        Assert.NotNull(await _cache.GetAsync("brief"));

        var found = true;
        for (var i = 0; found && i < 200; i++)
        {
            await Task.Delay(25);
            found = await _cache.GetAsync("brief") is not null;
        }

        Assert.False(found);
    }

    [Fact]
    public async Task Refresh_ofASlidingEntry_winsItItsWholeTimeAgain()
    {
        await _cache.SetStringAsync("sliding", "1", new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(10) });
        var database = shared.Connection.GetDatabase();
        await database.KeyExpireAsync("cache:sliding", TimeSpan.FromSeconds(30));

        await _cache.RefreshAsync("sliding");

        Assert.True(await database.KeyTimeToLiveAsync("cache:sliding") > TimeSpan.FromMinutes(9));
    }
}
