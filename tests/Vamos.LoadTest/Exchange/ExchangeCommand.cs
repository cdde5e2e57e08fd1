namespace Vamos.LoadTest.Exchange;

using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Certificates;
using Vamos.Hub;

/// <summary>
/// The command <c>exchange</c>: what agreement, quota, mask and durable audit cost. The hub and the echo answer the same method
/// over the same mutual TLS from one process, in turn, round by round; the callers share the cores with them.
/// </summary>
internal static class ExchangeCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (connections, callers) = (options.Number("connections", 4), options.Number("callers", 128));
        var folder = Directory.CreateTempSubdirectory("vamos-exchange-load-").FullName;
        try
        {
            var certificates = CertificateFolder.Open(Path.Combine(folder, "certs"), TimeProvider.System);
            certificates.Ensure(["hub", "utgs"], TimeSpan.FromDays(1), TimeSpan.FromHours(1));
            using var own = certificates.LoadIdentity("hub");
            using var caller = certificates.LoadIdentity("utgs");
            await using var echo = await EchoHost.StartAsync(own);
            await using var hub = HubHost.Build(Settings(folder, certificates));
            await hub.StartAsync();
            using var toEcho = new Callers(AddressOf(echo), caller, connections, callers);
            using var toHub = new Callers(AddressOf(hub), caller, connections, callers);

            var rounds = await RunAsync(toEcho, toHub, options.Number("rounds", 7), TimeSpan.FromSeconds(options.Number("seconds", 5)));
            var ratio = Median(rounds.Select(r => r.Ratio));
            Console.WriteLine($"median ratio {ratio:0.000} of echo, {connections} connections, {callers} callers, callers and servers in one process");
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { connections, callers, rounds, ratio }, Indented));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<Round>> RunAsync(Callers toEcho, Callers toHub, int count, TimeSpan length)
    {
        await toEcho.RunAsync(length);
        await toHub.RunAsync(length);
        var rounds = new List<Round>();
        for (var i = 1; i <= count; i++)
        {
            var (echo, echoTimes) = await toEcho.RunAsync(length);
            var (exchange, exchangeTimes) = await toHub.RunAsync(length);
            var round = new Round(echo, exchange, exchange / echo, At(echoTimes, 0.5), At(exchangeTimes, 0.5), At(exchangeTimes, 0.99));
            rounds.Add(round);
            Console.WriteLine(
                $"round {i}  echo {round.EchoPerSecond,8:n0}/s  exchange {round.ExchangesPerSecond,8:n0}/s  ratio {round.Ratio:0.000}  "
                + $"median echo {round.EchoMedian:n2} ms, exchange {round.ExchangeMedian:n2} ms, p99 {round.ExchangeP99:n2} ms");
        }

        return rounds;
    }

    private static string[] Settings(string folder, CertificateFolder certificates)
    {
        var agreements = Path.Combine(folder, "agreements");
        Directory.CreateDirectory(Path.Combine(agreements, "agreements"));
        File.WriteAllText(Path.Combine(agreements, "institutions.yaml"), "institutions:\n  - {code: hub, name: hub, roles: [provider]}\n  - {code: utgs, name: utgs, roles: [consumer]}\n");
        File.WriteAllText(Path.Combine(agreements, "agreements", "load.yaml"), """
            id: load
            title: load
            parties: {consumer: utgs, providers: [hub]}
            instrument: {kind: load, number: '1', date: 2025-12-01, article: '1'}
            validity: {from: 2026-01-01, until: 2099-12-31}
            purposes: [PURPOSE_CASE_MANAGEMENT]
            quota: {per_second: 100000, per_day: 1000000000}
            max_staleness: 24h
            audit_class: standard
            methods:
              - method: BeneficiaryService/GetBeneficiary
                fields: ['beneficiary.*']
            """);
        return
        [
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0", "--Hub:Logs:Console=Error",
            $"--Hub:Tls:Authority={certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={agreements}",
            $"--Hub:Audit:Database={Path.Combine(folder, "audit.db")}",
            $"--Hub:Network:Database={Path.Combine(folder, "services.db")}",
            $"--Hub:Audit:Keys={folder}",
            $"--Hub:Fips:Database={Path.Combine(folder, "forms.db")}",
            $"--Hub:Referrals:Database={Path.Combine(folder, "referrals.db")}",
        ];
    }

    private static Uri AddressOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a));
        return new Uri($"https://localhost:{addresses.Single(a => a.Scheme == Uri.UriSchemeHttps).Port}");
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private sealed record Round(double EchoPerSecond, double ExchangesPerSecond, double Ratio, double EchoMedian, double ExchangeMedian, double ExchangeP99);
}
