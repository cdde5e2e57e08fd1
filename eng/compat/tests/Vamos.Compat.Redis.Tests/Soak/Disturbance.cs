namespace Vamos.Compat.Redis.Tests.Soak;

using Vamos.Testing;

/// <summary>What happens to servers, at moments and in an order that the seed decides.</summary>
internal sealed class Disturbance(RedisServer server, Random random)
{
    private static readonly string[] _kinds = ["kill", "kill", "kill at once again", "freeze", "kill while frozen", "restart", "drop clients", "long freeze"];

    public Dictionary<string, int> Done { get; } = [];

    /// <summary>What is going on, for the report of a stall.</summary>
    public string Now { get; private set; } = "nothing";

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Pause(200, 3000, cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            var kind = _kinds[random.Next(_kinds.Length)];

            // Seldom, or most of the time would be spent frozen.
            if (kind == "long freeze" && random.Next(4) != 0)
                continue;
            Now = kind;
            await Do(kind);
            Done[kind] = Done.GetValueOrDefault(kind) + 1;
            Now = "nothing since " + kind;
        }
    }

    private async Task Do(string kind)
    {
        switch (kind)
        {
            case "kill":
                await server.KillAsync();
                await Pause(0, 1500);
                await server.StartAgainAsync();
                break;
            case "kill at once again":
                // In the middle of the client's handshake, if the moment is right.
                for (var i = 0; i < 4; i++)
                {
                    await server.KillAsync();
                    await server.StartAgainAsync();
                    await Pause(0, 150);
                }

                break;
            case "freeze":
                server.Freeze();
                await Pause(50, 1200);
                server.Thaw();
                break;
            case "kill while frozen":
                server.Freeze();
                await Pause(50, 1200);
                await server.KillAsync();
                await Pause(0, 300);
                await server.StartAgainAsync();
                break;
            case "long freeze":
                // Longer than the client waits before it gives a silent connection up.
                server.Freeze();
                await Pause(4000, 11000);
                server.Thaw();
                break;
            case "restart":
                await server.StopAsync();
                await server.StartAgainAsync();
                break;
            default:
                await server.CommandAsync("CLIENT KILL TYPE normal SKIPME yes");
                break;
        }
    }

    private Task Pause(int from, int to, CancellationToken cancellation = default)
        => Task.Delay(random.Next(from, to), cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
}
