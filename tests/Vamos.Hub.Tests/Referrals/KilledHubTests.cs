namespace Vamos.Hub.Tests.Referrals;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Hub.Tests.Running;
using Vamos.Hub.Tests.Storage;
using Vamos.Referral.V1;
using Xunit.Abstractions;

/// <summary>
/// The hub's process is killed again and again while people are sent, accepted and served. Whoever asked repeats the request under its identifier; whoever
/// listens goes on behind the last event that it had: nothing is done twice, nothing is lost, nothing is told twice.
/// </summary>
public abstract class KilledHubTests(IStorageLab lab, int kills, ITestOutputHelper output)
{
    private const int Callers = 4;

    // all else that the hub keeps, it keeps here
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-killed-hub-").FullName;
    private readonly ConcurrentBag<Referral> _acknowledged = [];
    private readonly ConcurrentDictionary<string, List<WatchReferralsResponse>> _heard = new();
    private readonly Random _chance = new(20261122);
    private volatile Uri? _hub;
    private volatile bool _enough;
    private int _repeated;

    [Fact(Timeout = 300_000)]
    public async Task Hub_killed_at_random_moments_loses_no_change_and_tells_each_once()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var settings = Settings(ReferralAgreements.Write(), lab.NewDatabase());
        var listeners = Task.CompletedTask;
        var load = Task.CompletedTask;
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = await StartAsync(settings);
            if (kill == 0)
            {
                var parties = new[] { "mds", "mtess" };
                var open = parties.Select(_ => new TaskCompletionSource()).ToArray();
                listeners = Task.WhenAll(parties.Select((party, i) => Task.Run(() => ListenAsync(party, open[i], end.Token))));
                await Task.WhenAll(open.Select(o => o.Task)).WaitAsync(limit.Token);
                load = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(limit.Token))));
            }

            // both are at work again before the next kill
            var (done, told) = (_acknowledged.Count, Heard("mds").Count);
            await UntilAsync(() => _acknowledged.Count > done && Heard("mds").Count > told, limit.Token);
            await Task.Delay(_chance.Next(1, 250), limit.Token);
            _hub = null;
            process.Kill();
            await process.WaitForExitAsync(limit.Token);
        }

        using var last = await StartAsync(settings);
        _enough = true;
        await load;
        await JudgeAsync(limit.Token);
        await end.CancelAsync();
        await listeners;
        last.Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        // whatever was told before it has been told when this one is
        var request = ReferralHub.Request(service: "course@mtess");
        var last = await InsistAsync("mds", (client, options) => client.CreateReferralAsync(request, options), r => r.Referral, cancellation);
        var marker = last.ReferralId;
        await UntilAsync(() => new[] { "mds", "mtess" }.All(party => Heard(party).Any(e => e.Referral.ReferralId == marker)), cancellation);

        var latest = _acknowledged.GroupBy(r => r.ReferralId).ToDictionary(g => g.Key, g => g.Max(r => r.Version));
        Assert.All(_acknowledged.GroupBy(r => (r.ReferralId, r.Version)), same => Assert.Single(same));

        // every version of every referral is one event, for either party
        foreach (var party in new[] { "mds", "mtess" })
        {
            var told = Heard(party);
            Assert.Equal(told.Count, told.Select(e => e.ResumeToken).Distinct().Count());
            var events = told.GroupBy(e => e.Referral.ReferralId).ToDictionary(g => g.Key, g => (long)g.Count());
            Assert.Equal(latest.OrderBy(l => l.Key), events.OrderBy(e => e.Key));
        }

        var summary = $"{kills} kills, {_acknowledged.Count} changes of {latest.Count} referrals acknowledged, {_repeated} requests repeated, "
            + $"{latest.Values.Sum()} events heard by each party, none lost and none twice";
        output.WriteLine(summary);
        Console.WriteLine(summary);
    }

    private List<WatchReferralsResponse> Heard(string party)
    {
        var heard = _heard.GetOrAdd(party, _ => []);
        lock (heard)
            return [.. heard];
    }

    // sends people, accepts and serves them, each request until it is answered
    private async Task CallAsync(CancellationToken cancellation)
    {
        while (!_enough)
        {
            var create = ReferralHub.Request(service: "course@mtess");
            var sent = await InsistAsync("mds", (client, options) => client.CreateReferralAsync(create, options), r => r.Referral, cancellation);
            var accept = new AcceptReferralRequest { ReferralId = sent.ReferralId, Version = 1, RequestId = Guid.NewGuid().ToString("N") };
            await InsistAsync("mtess", (client, options) => client.AcceptReferralAsync(accept, options), r => r.Referral, cancellation);
            var complete = new CompleteReferralRequest { ReferralId = sent.ReferralId, Version = 2, Outcome = "Listo.", RequestId = Guid.NewGuid().ToString("N") };
            await InsistAsync("mtess", (client, options) => client.CompleteReferralAsync(complete, options), r => r.Referral, cancellation);
        }
    }

    private async Task<Referral> InsistAsync<T>(
        string party, Func<ReferralService.ReferralServiceClient, CallOptions, AsyncUnaryCall<T>> call, Func<T, Referral> referral, CancellationToken cancellation)
    {
        while (true)
        {
            var hub = await HubAsync(cancellation);
            using var channel = Channel(hub, party);
            try
            {
                var answer = referral(await call(new(channel), new CallOptions(ReferralHub.Purpose, DateTime.UtcNow.AddSeconds(20), cancellation)));
                _acknowledged.Add(answer);
                return answer;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled && !cancellation.IsCancellationRequested)
            {
                // the kill; whether it was done before is for the hub to know
                Interlocked.Increment(ref _repeated);
            }
        }
    }

    private async Task ListenAsync(string party, TaskCompletionSource open, CancellationToken cancellation)
    {
        var heard = _heard.GetOrAdd(party, _ => []);
        var token = ByteString.Empty;
        while (!cancellation.IsCancellationRequested)
        {
            using var channel = Channel(await HubAsync(cancellation), party);
            try
            {
                using var call = new ReferralService.ReferralServiceClient(channel).WatchReferrals(
                    new WatchReferralsRequest { ResumeToken = token }, ReferralHub.Purpose, cancellationToken: cancellation);
                await call.ResponseHeadersAsync;
                open.TrySetResult();
                await foreach (var happened in call.ResponseStream.ReadAllAsync(cancellation))
                {
                    lock (heard)
                        heard.Add(happened);
                    token = happened.ResumeToken;
                }
            }
            catch (RpcException e) when (e.StatusCode is not StatusCode.InvalidArgument and not StatusCode.PermissionDenied)
            {
                // the kill, or the end
            }
        }
    }

    private async Task<Uri> HubAsync(CancellationToken cancellation)
    {
        await UntilAsync(() => _hub is not null, cancellation);
        return _hub ?? await HubAsync(cancellation);
    }

    private static async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        while (!holds())
            await Task.Delay(5, cancellation);
    }

    private static GrpcChannel Channel(Uri hub, string party) => GrpcChannel.ForAddress(
        hub, new GrpcChannelOptions { HttpHandler = TestCertificates.Of(party).CreateHttpHandler("hub"), DisposeHttpClient = true });

    private async Task<Process> StartAsync(string[] settings)
    {
        var program = typeof(LoadTest.Audit.AuditLoad).Assembly.Location;
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "referral-hub", .. settings]) 
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("port ", StringComparison.Ordinal))
                continue;
            _hub = new Uri($"https://localhost:{int.Parse(line[5..], CultureInfo.InvariantCulture)}");
            return process;
        }

        throw new InvalidOperationException("the hub did not start");
    }

    private static string[] Settings(string agreements, string database) =>
    [
        "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0", "--Hub:Logs:Console=Error",
        $"--Hub:Tls:Authority={TestCertificates.File("ca.pem")}",
        $"--Hub:Tls:Certificate={TestCertificates.File("hub.pem")}",
        $"--Hub:Tls:Key={TestCertificates.File("hub.key")}",
        $"--Hub:Agreements:Directory={agreements}",
        $"--Hub:Referrals:Database={database}",
    ];
}

public sealed class SqliteKilledHubTests(SqliteLab lab, ITestOutputHelper output)
    : KilledHubTests(lab, Environment.GetEnvironmentVariable("VAMOS_LONG") == "1" ? 40 : 5, output), IClassFixture<SqliteLab>;

public sealed class PostgresKilledHubTests(PostgresLab lab, ITestOutputHelper output)
    : KilledHubTests(lab, Environment.GetEnvironmentVariable("VAMOS_LONG") == "1" ? 40 : 3, output), IClassFixture<PostgresLab>;
