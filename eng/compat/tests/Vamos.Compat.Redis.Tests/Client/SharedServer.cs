namespace Vamos.Compat.Redis.Tests.Client;

using StackExchange.Redis;
using Vamos.Testing;

/// <summary>One server for all tests that leave it alive, with TLS beside plain connections.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public ConnectionMultiplexer Connection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await RedisServer.StartAsync(tls: true);
        Connection = await Connections.ConnectAsync(Server);
    }

    public async Task DisposeAsync()
    {
        await Connection.DisposeAsync();
        await Server.DisposeAsync();
    }
}

[CollectionDefinition(nameof(SharedServer))]
public sealed class SharedServerDefinition : ICollectionFixture<SharedServer>;
