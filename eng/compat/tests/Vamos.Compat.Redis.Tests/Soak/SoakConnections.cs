namespace Vamos.Compat.Redis.Tests.Soak;

using System.Diagnostics;
using StackExchange.Redis;
using Vamos.Compat.Redis.Tests.Client;
using Vamos.Testing;

/// <summary>One connection of every kind that the hub may use.</summary>
internal sealed class SoakConnections : IAsyncDisposable
{
    private SoakConnections(IReadOnlyList<ConnectionMultiplexer> all) => All = all;

    public IReadOnlyList<ConnectionMultiplexer> All { get; }

    public static async Task<SoakConnections> OpenAsync(RedisServer server, TimeSpan timeout, TimeSpan heartbeat)
    {
        return new(
        [
            await ConnectAsync("own threads", tls: false, _ => { }),
            await ConnectAsync("thread pool", tls: false, options => options.SocketManager = SocketManager.ThreadPool),
            await ConnectAsync("RESP3", tls: false, options => options.Protocol = RedisProtocol.Resp3),
            await ConnectAsync("TLS", tls: true, _ => { }),
        ]);

        Task<ConnectionMultiplexer> ConnectAsync(string name, bool tls, Action<ConfigurationOptions> configure) => Connections.ConnectAsync(
            server,
            options =>
            {
                options.ClientName = name;
                options.AsyncTimeout = options.SyncTimeout = (int)timeout.TotalMilliseconds;
                options.HeartbeatInterval = heartbeat;
                configure(options);
            },
            tls);
    }

    /// <summary>After all that was done to them.</summary>
    public async Task AllWorkAgainAsync()
    {
        foreach (var connection in All)
        {
            var waited = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    await connection.GetDatabase().PingAsync();
                    break;
                }
                catch (RedisException) when (waited.Elapsed < TimeSpan.FromSeconds(20))
                {
                    await Task.Delay(100);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in All)
            await connection.CloseAsync(allowCommandsToComplete: false);
    }
}
