namespace Vamos.EndToEnd.Tests;

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.EndToEnd.Tests.Running;
using Vamos.Exchange.V1;
using Vamos.Trust.Transparency;
using Xunit.Abstractions;

/// <summary>
/// The hub's process is killed at random moments under load: every answer that a client received has its record, every receipt
/// verifies, and the log only grows. 20 times, or 200 in the long mode (VAMOS_LONG=1).
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Callers = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-kill-").FullName;
    private readonly Random _chance = new(20261122);
    private Daemon _adapter = null!;
    private int _adapterPort;

    private static int Kills => Environment.GetEnvironmentVariable("VAMOS_LONG") == "1" ? 200 : 20;

    public async Task InitializeAsync()
    {
        await using (var sandbox = Daemon.Start(
            _folder, Repository.Sandbox, "--hub-port", "0", "--operations-port", "0", "--adapter-port", "0", "--control-port", "0", "--people", "300"))
        {
            await sandbox.PrintsAsync("^Sandbox ready$");
            Assert.Equal(0, await sandbox.StopAsync());
        }

        GrantPlenty();
        _adapter = Daemon.Start(
            _folder, Repository.Adapter, "--adapter", "mds", "--Adapter:Address=127.0.0.1", "--Adapter:Port=0", "--Adapter:OperationsPort=0",
            "--Adapter:Tls:Authority=certs/dev/ca.pem", "--Adapter:Tls:Certificate=certs/dev/mds.pem", "--Adapter:Tls:Key=certs/dev/mds.key",
            "--Mds:ConnectionString=Data Source=.sandbox/mds.db");
        _adapterPort = int.Parse((await _adapter.PrintsAsync(@"takes calls of hub on port (\d+)")).Groups[1].Value);
    }

    public async Task DisposeAsync()
    {
        await _adapter.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Hub_killed_at_random_moments_has_recorded_every_answer_that_anybody_received()
    {
        var received = new ConcurrentDictionary<string, Receipt>();
        Checkpoint? before = null;
        var verified = 0;
        for (var round = 0; round <= Kills; round++)
        {
            await using var hub = await StartHubAsync();
            using var channel = Channel(await AddressAsync(hub));
            (before, var count) = await VerifyAsync(channel, received, before);
            verified += count;
            if (round == Kills)
                break;

            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, Callers).Select(_ => CallAsync(channel, received, stop.Token)).ToArray();
            // every other kill comes while answers flow, however slow the machine is
            if (round % 2 == 0)
                await FirstAnswerAsync(received);
            await Task.Delay(_chance.Next(20, 500));
            await hub.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        output.WriteLine($"{Kills} kills, {verified} answers received, every one recorded and its receipt verified; the log holds {before!.TreeSize} records");
        Console.WriteLine($"{Kills} kills, {verified} answers received, every one recorded and its receipt verified; the log holds {before.TreeSize} records");
        Assert.True(verified > Kills, "the kills came before any answer");
    }

    private static async Task FirstAnswerAsync(ConcurrentDictionary<string, Receipt> received)
    {
        var until = DateTime.UtcNow.AddSeconds(20);
        while (received.IsEmpty)
        {
            Assert.True(DateTime.UtcNow < until, "no answer came within 20 s");
            await Task.Delay(5);
        }
    }

    // the sandbox's documents, but for the quota: thousands of receipts are fetched here
    private void GrantPlenty()
    {
        var documents = Path.Combine(Path.GetDirectoryName(Repository.Sandbox)!, "Trust");
        Directory.CreateDirectory(Path.Combine(_folder, "trust", "agreements"));
        foreach (var file in Directory.GetFiles(documents, "*.yaml", SearchOption.AllDirectories))
        {
            var text = Regex.Replace(File.ReadAllText(file), @"per_second: \d+", "per_second: 20000");
            File.WriteAllText(Path.Combine(_folder, "trust", Path.GetRelativePath(documents, file)), text);
        }
    }

    private async Task<Daemon> StartHubAsync()
    {
        var hub = Daemon.Start(
            _folder, Repository.Hub,
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0",
            "--Hub:Tls:Authority=certs/dev/ca.pem", "--Hub:Tls:Certificate=certs/dev/hub.pem", "--Hub:Tls:Key=certs/dev/hub.key",
            "--Hub:Agreements:Directory=trust",
            "--Hub:Audit:Database=kill/exchanges.db", "--Hub:Audit:Keys=kill", "--Hub:Audit:CheckpointInterval=00:00:00.050",
            "--Hub:Sources:0:Institution=mds", $"--Hub:Sources:0:Address=https://localhost:{_adapterPort}");
        await AddressAsync(hub);
        return hub;
    }

    private static async Task<Uri> AddressAsync(Daemon hub) =>
        new($"https://localhost:{(await hub.PrintsAsync(@"https://127\.0\.0\.1:(\d+)")).Groups[1].Value}");

    private GrpcChannel Channel(Uri address)
    {
        var certificates = Path.Combine(_folder, "certs", "dev");
        var identity = TlsIdentity.Load(Path.Combine(certificates, "ca.pem"), Path.Combine(certificates, "utgs.pem"), Path.Combine(certificates, "utgs.key"));
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
    }

    // calls until the hub is gone, and keeps what the answers carried
    private static async Task CallAsync(GrpcChannel channel, ConcurrentDictionary<string, Receipt> received, CancellationToken stop)
    {
        var client = new BeneficiaryService.BeneficiaryServiceClient(channel);
        var purpose = new Metadata { { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" } };
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = "99000004" } };
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var call = client.GetBeneficiaryAsync(request, purpose, DateTime.UtcNow.AddSeconds(10), stop);
                await call;
                received[call.GetTrailers().GetValue("vamos-exchange-id")!] = Receipt.Parser.ParseFrom(call.GetTrailers().GetValueBytes("vamos-receipt-bin"));
            }
        }
        catch (RpcException)
        {
            // the kill
        }
    }

    private async Task<(Checkpoint? Latest, int Verified)> VerifyAsync(GrpcChannel channel, ConcurrentDictionary<string, Receipt> received, Checkpoint? before)
    {
        if (received.IsEmpty)
            return (before, 0);

        var exchange = new ExchangeService.ExchangeServiceClient(channel);
        var key = LogVerifierKey.Parse((await File.ReadAllTextAsync(Path.Combine(_folder, "kill", "checkpoint.vkey"))).Trim());
        Checkpoint? latest = null;
        foreach (var (id, promised) in received)
        {
            var receipt = (await exchange.GetReceiptAsync(new() { ExchangeId = id }, deadline: DateTime.UtcNow.AddSeconds(20))).Receipt;
            Assert.Equal((promised.LogIndex, promised.Record), (receipt.LogIndex, receipt.Record));
            var finding = ReceiptVerification.Verify(receipt, [key]);
            Assert.True(finding.Valid, finding.Explanation);
            latest = receipt.Checkpoint;
        }

        if (before is not null)
        {
            var proof = await exchange.GetConsistencyProofAsync(new() { FirstTreeSize = before.TreeSize, SecondTreeSize = latest!.TreeSize });
            Assert.True(MerkleProof.VerifiesConsistency(
                before.TreeSize, before.RootHash.Span, latest.TreeSize, latest.RootHash.Span, [.. proof.Proof.Select(p => p.Memory)]));
        }

        var verified = received.Count;
        received.Clear();
        return (latest, verified);
    }
}
