namespace Vamos.Compat.Redis.Tests.Client;

using StackExchange.Redis;
using Vamos.Testing;

/// <summary>How the tests connect.</summary>
internal static class Connections
{
    public static ConfigurationOptions Options(RedisServer server, bool tls = false)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", tls ? server.TlsPort : server.Port } },
            AbortOnConnectFail = false,
            AllowAdmin = true,
            ConnectTimeout = 2000,
            SyncTimeout = 5000,
            AsyncTimeout = 5000,
            HeartbeatInterval = TimeSpan.FromMilliseconds(250),
            ReconnectRetryPolicy = new LinearRetry(100),
        };
        if (tls)
        {
            options.Ssl = true;
            options.SslHost = "localhost";
            options.TrustIssuer(server.Tls!.AuthorityCertificate);
            options.CertificateSelection += (_, _, _, _, _) => server.Tls.Client;
        }

        return options;
    }

    public static async Task<ConnectionMultiplexer> ConnectAsync(RedisServer server, Action<ConfigurationOptions>? configure = null, bool tls = false)
    {
        var options = Options(server, tls);
        configure?.Invoke(options);
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    public static Task<ConnectionMultiplexer> ConnectAsync(RedisServer server, Way way) => ConnectAsync(
        server,
        options =>
        {
            options.Protocol = way == Way.Resp3 ? RedisProtocol.Resp3 : RedisProtocol.Resp2;
            options.SocketManager = way == Way.ThreadPool ? SocketManager.ThreadPool : null;
            options.AbortOnConnectFail = true;
        },
        tls: way == Way.Tls);
}
