namespace Vamos.Hub.Tests.Fips;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Fips.V1;
using Vamos.Hub.Tests.Running;
using Vamos.Hub.Tests.Storage;

/// <summary>
/// A real hub is killed at random moments while forms are stored and watched. Whoever goes on with the last token sees every acknowledged form, and none twice.
/// </summary>
public abstract partial class KilledRegistryTests(IStorageLab lab)
{
    private const int Writers = 4;

    private static int Kills => Environment.GetEnvironmentVariable("VAMOS_LONG") == "1" ? 50 : 4;

    [Fact(Timeout = 240_000)]
    public async Task Watcher_misses_no_acknowledged_form_and_hears_none_twice_over_kills()
    {
        var (database, folder) = (lab.NewDatabase(), Directory.CreateTempSubdirectory("vamos-killed-hub-").FullName);
        var acknowledged = new ConcurrentDictionary<string, byte>();
        var told = new List<string>();
        var token = ByteString.Empty;
        var random = new Random(20261122);
        for (var round = 0; round <= Kills; round++)
        {
            using var hub = await StartAsync(database, folder);
            using var channel = Channel(hub.Address);
            var client = new FipsService.FipsServiceClient(channel);
            if (round == 0)
            {
                // the first form gives the first token
                using var first = client.WatchForms(new WatchFormsRequest(), FipsLab.Case, DateTime.UtcNow.AddSeconds(30));
                await first.ResponseHeadersAsync;
                acknowledged.TryAdd(await StoreAsync(client, 0, 0), 0);
                Assert.True(await first.ResponseStream.MoveNext(CancellationToken.None));
                told.Add(first.ResponseStream.Current.Form.FormId);
                token = first.ResponseStream.Current.ResumeToken;
            }

            using var ends = new CancellationTokenSource();
            var watching = WatchAsync(client, token, told, ends.Token);
            if (round == Kills)
            {
                var until = DateTime.UtcNow.AddSeconds(30);
                while (!acknowledged.Keys.All(told.ToArray().Contains))
                {
                    Assert.True(DateTime.UtcNow < until, $"{acknowledged.Keys.Except(told).Count()} acknowledged form(s) were not told");
                    await Task.Delay(50);
                }

                await ends.CancelAsync();
                await watching;
                break;
            }

            var before = acknowledged.Count;
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, acknowledged, round, writer)).ToArray();
            while (acknowledged.Count == before)
                await Task.Delay(5);
            await Task.Delay(random.Next(20, 300));
            hub.Kill();
            await Task.WhenAll(writing);
            token = await watching;
        }

        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.True(acknowledged.Count > Kills, "the kills came before any form");
    }

    private static async Task WriteAsync(FipsService.FipsServiceClient client, ConcurrentDictionary<string, byte> acknowledged, int round, int writer)
    {
        try
        {
            for (var i = 1; ; i++)
                acknowledged.TryAdd(await StoreAsync(client, (round * Writers) + writer + 1, i), 0);
        }
        catch (RpcException)
        {
            // the kill
        }
    }

    private static async Task<string> StoreAsync(FipsService.FipsServiceClient client, int writer, int i)
    {
        var request = new SubmitFormRequest { Form = TestForms.Of($"{writer + 100}{i:00000}"), RequestId = $"{writer}-{i}" };
        return (await client.SubmitFormAsync(request, FipsLab.Case, DateTime.UtcNow.AddSeconds(10))).Form.FormId;
    }

    /// <returns>The last token.</returns>
    private static async Task<ByteString> WatchAsync(FipsService.FipsServiceClient client, ByteString token, List<string> told, CancellationToken ends)
    {
        try
        {
            using var call = client.WatchForms(new WatchFormsRequest { ResumeToken = token }, FipsLab.Case, DateTime.UtcNow.AddSeconds(60), ends);
            while (await call.ResponseStream.MoveNext(ends))
            {
                lock (told)
                    told.Add(call.ResponseStream.Current.Form.FormId);
                token = call.ResponseStream.Current.ResumeToken;
            }
        }
        catch (RpcException)
        {
            // the kill, or the end
        }

        return token;
    }

    private static GrpcChannel Channel(Uri address) => GrpcChannel.ForAddress(
        address, new GrpcChannelOptions { HttpHandler = TestCertificates.Of("utgs").CreateHttpHandler("hub"), DisposeHttpClient = true });

    private static async Task<KillableHub> StartAsync(string database, string folder)
    {
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                typeof(HubHost).Assembly.Location,
                "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0",
                $"--Hub:Tls:Authority={TestCertificates.File("ca.pem")}",
                $"--Hub:Tls:Certificate={TestCertificates.File("hub.pem")}",
                $"--Hub:Tls:Key={TestCertificates.File("hub.key")}",
                $"--Hub:Agreements:Directory={FipsLab.Folder}",
                "--Hub:Audit:Database=audit.db", "--Hub:Audit:Keys=keys", "--Hub:Cache:Keys=keys", $"--Hub:Fips:Database={database}",
            ])
        { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (Listening.Match(line.Data ?? "") is { Success: true } match)
                address.TrySetResult(new Uri($"https://localhost:{match.Groups[1].Value}"));
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new KillableHub(process, await address.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [GeneratedRegex(@"https://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening { get; }

    private sealed record KillableHub(Process Process, Uri Address) : IDisposable
    {
        public void Kill()
        {
            Process.Kill();
            Process.WaitForExit();
        }

        public void Dispose()
        {
            if (!Process.HasExited)
                Kill();
            Process.Dispose();
        }
    }
}

public sealed class SqliteKilledRegistryTests(SqliteLab lab) : KilledRegistryTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresKilledRegistryTests(PostgresLab lab) : KilledRegistryTests(lab), IClassFixture<PostgresLab>;
