namespace Vamos.Compat.Redis.Tests.Soak;

using System.Diagnostics;
using System.Globalization;
using System.Text;
using StackExchange.Redis;
using Vamos.Testing;
using Xunit.Abstractions;

/// <summary>
/// Many callers on several kinds of connection, while the server is killed, frozen and restarted. 60 seconds as it stands;
/// VAMOS_LONG=1 makes it an hour, VAMOS_SOAK_SECONDS any time, VAMOS_SOAK_SEED repeats a run.
/// </summary>
[Collection(nameof(KillAndRestartSoak))]
public sealed class KillAndRestartSoak(ITestOutputHelper output) : IDisposable
{
    private const int WorkersPerConnection = 24;

    // What the client promises, in either way of waiting; it looks every heartbeat, and this machine may be busy.
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _heartbeat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _margin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _limit = _timeout + 2 * _heartbeat + _margin;

    private readonly PendingCalls _calls = new();
    private readonly CancellationTokenSource _failed = new();
    private readonly List<string> _failures = [];
    private long _tokens;

    public void Dispose() => _failed.Dispose();

    [Fact]
    public async Task Calls_whileServerDiesAndReturns_endInTimeWithTheirOwnReply()
    {
        var duration = Duration();
        var seed = Setting("VAMOS_SOAK_SEED") ?? Environment.TickCount;
        await using var server = await RedisServer.StartAsync(tls: true);
        await using var connected = await SoakConnections.OpenAsync(server, _timeout, _heartbeat);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_failed.Token);
        ending.CancelAfter(duration);

        var disturbance = new Disturbance(server, new Random(seed));
        var running = Stopwatch.StartNew();
        List<Task> workers = [DisturbAsync(disturbance, ending.Token)];
        foreach (var (connection, at) in connected.All.Select((c, i) => (c, i)))
        {
            for (var i = 0; i < WorkersPerConnection; i++)
                workers.Add(WorkAsync(connection, new Random(seed + 1000 * at + i), ending.Token));
            workers.Add(Task.Factory.StartNew(
                () => WorkBlocking(connection, new Random(seed - 1 - at), ending.Token),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default));
        }

        await WatchAsync(Task.WhenAll(workers), connected.All, disturbance);
        Report(seed, running.Elapsed, disturbance);

        Assert.True(_failures.Count == 0, $"seed {seed}: {string.Join(Environment.NewLine, _failures)}");
        Assert.True(_calls.Longest <= _limit, $"seed {seed}: a call took {_calls.Longest}, {_calls.LongestCall}");
        await connected.AllWorkAgainAsync();
    }

    private static int? Setting(string name)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static TimeSpan Duration()
        => TimeSpan.FromSeconds(Setting("VAMOS_SOAK_SECONDS") ?? (Setting("VAMOS_LONG") == 1 ? 3600 : 60));

    private async Task DisturbAsync(Disturbance disturbance, CancellationToken cancellation)
    {
        try
        {
            await disturbance.RunAsync(cancellation);
        }
        catch (Exception e)
        {
            Fail($"{disturbance.Now}: {e}"); // a server that does not come back would make the rest meaningless
        }
    }

    private async Task WorkAsync(ConnectionMultiplexer connection, Random random, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var kind = random.Next(ProvingCalls.Count);
            var failed = await TimedAsync(
                $"{ProvingCalls.Name(kind)} on {connection.ClientName}",
                token => ProvingCalls.Run(kind, connection.GetDatabase(), token, random.Next(1, int.MaxValue)));
            if (failed)
                await Task.Delay(random.Next(1, 50), CancellationToken.None); // as a caller would, instead of a busy loop
        }
    }

    private void WorkBlocking(ConnectionMultiplexer connection, Random random, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var call = TimedAsync("blocking INCRBY on " + connection.ClientName, token =>
            {
                ProvingCalls.RunBlocking(connection.GetDatabase(), token, random.Next(1, int.MaxValue));
                return Task.CompletedTask;
            });
            if (call.GetAwaiter().GetResult())
                cancellation.WaitHandle.WaitOne(random.Next(1, 50));
        }
    }

    private async Task<bool> TimedAsync(string what, Func<string, Task> call)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _tokens)}.");
        var id = _calls.Start(what + ", " + token);
        Exception? failure = null;
        try
        {
            await call(token);
        }
        catch (Exception e)
        {
            failure = e;
            if (!IsExcused(e))
                Fail($"{what}: {e}");
        }

        _calls.End(id, failure);
        return failure is not null;
    }

    // The server's own errors only while it comes back; everything else a caller has to be ready for anyway.
    private static bool IsExcused(Exception e) => e switch
    {
        RedisServerException server => server.Message.StartsWith("LOADING", StringComparison.Ordinal)
            || server.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal),
        RedisException or RedisTimeoutException or OperationCanceledException or IOException or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    private async Task WatchAsync(Task work, IReadOnlyList<ConnectionMultiplexer> connections, Disturbance disturbance)
    {
        while (await Task.WhenAny(work, Task.Delay(250)) != work)
        {
            var (what, age) = _calls.UnderWay.FirstOrDefault();
            if (age <= _limit)
                continue;
            var reason = $"stalled for {age}: {what}; disturbance: {disturbance.Now}";
            Fail($"{reason}; see {StallReport.Write(reason, _calls, connections)}");
            return; // without waiting for a call that may never end
        }

        await work;
    }

    private void Fail(string reason)
    {
        lock (_failures)
        {
            if (_failures.Count < 10)
                _failures.Add(reason);
        }

        _failed.Cancel();
    }

    private void Report(int seed, TimeSpan elapsed, Disturbance disturbance)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"seed {seed}, {elapsed.TotalSeconds:0} s: {_calls.Total} calls, {_calls.Succeeded} answered; longest {_calls.Longest} ({_calls.LongestCall})");
        text.AppendLine(string.Join(", ", _calls.Outcomes.Select(o => $"{o.Key} {o.Value}")));
        text.AppendLine(string.Join(", ", disturbance.Done.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key} {d.Value}")));
        output.WriteLine(text.ToString());
        Console.WriteLine(text.ToString());
    }
}

/// <summary>It takes the whole machine, so it runs alone.</summary>
[CollectionDefinition(nameof(KillAndRestartSoak), DisableParallelization = true)]
public sealed class KillAndRestartSoakDefinition;
