namespace Vamos.LoadTest.Referrals;

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Certificates;
using Vamos.Hub;
using Vamos.Hub.Referrals;

/// <summary>
/// The command <c>referrals</c>: how many referrals a second are created, accepted and completed, each step durable and recorded, and how long a change
/// takes to the feed of the other party. Hub and callers share the cores.
/// </summary>
internal static class ReferralsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (callers, rounds, length) = (options.Number("callers", 16), options.Number("rounds", 5), TimeSpan.FromSeconds(options.Number("seconds", 3)));
        var folder = Directory.CreateTempSubdirectory("vamos-referral-load-").FullName;
        try
        {
            var certificates = CertificateFolder.Open(Path.Combine(folder, "certs"), TimeProvider.System);
            certificates.Ensure(["hub", "mds", "mtess"], TimeSpan.FromDays(1), TimeSpan.FromHours(1));
            await using var hub = HubHost.Build(
                Settings(folder, certificates, options.Text("database") ?? Path.Combine(folder, "referrals.db")),
                parts: parts => parts.AddSingleton<IServiceDirectory, NamedProviders>());
            await hub.StartAsync();
            using var load = new ReferralLoad(ReferralHubCommand.AddressOf(hub), certificates);
            await load.ListenAsync();

            await load.RunAsync(callers, length);
            var figures = new List<ReferralFigures>();
            for (var i = 1; i <= rounds; i++)
            {
                var round = await load.RunAsync(callers, length);
                figures.Add(round);
                Console.WriteLine($"round {i}  {round}");
            }

            var median = figures.OrderBy(f => f.PerSecond).ElementAt(figures.Count / 2);
            Console.WriteLine($"median   {median}, {callers} callers");
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { callers, figures, median }, Indented));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Settings(string folder, CertificateFolder certificates, string database)
    {
        var agreements = Path.Combine(folder, "agreements");
        Directory.CreateDirectory(Path.Combine(agreements, "agreements"));
        string[] parties = ["mds", "mtess"];
        File.WriteAllText(
            Path.Combine(agreements, "institutions.yaml"),
            "institutions:\n" + string.Concat(parties.Append("hub").Select(code => $"  - {{code: {code}, name: {code}, roles: [consumer, provider]}}\n")));
        foreach (var party in parties)
        {
            File.WriteAllText(Path.Combine(agreements, "agreements", $"{party}.yaml"), $$"""
                id: {{party}}
                title: load
                parties: {consumer: {{party}}, providers: [hub]}
                instrument: {kind: load, number: '1', date: 2025-12-01, article: '1'}
                validity: {from: 2026-01-01, until: 2099-12-31}
                purposes: [PURPOSE_REFERRAL]
                quota: {per_second: 100000, per_day: 1000000000}
                max_staleness: 24h
                audit_class: standard
                methods:
                  - {method: ReferralService/CreateReferral, fields: ['*']}
                  - {method: ReferralService/AcceptReferral, fields: ['*']}
                  - {method: ReferralService/CompleteReferral, fields: ['*']}
                  - {method: ReferralService/WatchReferrals, fields: ['*']}
                """);
        }

        return
        [
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0", "--Hub:Logs:Console=Error",
            $"--Hub:Tls:Authority={certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={agreements}",
            $"--Hub:Audit:Database={Path.Combine(folder, "audit.db")}",
            $"--Hub:Audit:Keys={folder}",
            $"--Hub:Monitoring:Database={Path.Combine(folder, "traffic.db")}",
            $"--Hub:Referrals:Database={database}",
        ];
    }
}
