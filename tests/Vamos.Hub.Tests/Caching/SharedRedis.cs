namespace Vamos.Hub.Tests.Caching;

using Vamos.Testing;

/// <summary>One redis-server for the tests that leave it as it was.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
