namespace Vamos.Hub.Tests.Running;

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Contracts.Exchange;

/// <summary>
/// The real hub on free ports over mutual TLS. When it is disposed, its log is read: an error that the test did not expect
/// fails it, and so does any number of a person.
/// </summary>
public sealed partial class RunningHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _logs;
    private readonly string _audit;
    private readonly ConcurrentBag<GrpcChannel> _channels = [];

    private RunningHub(WebApplication app, string logs, string audit)
    {
        _app = app;
        _logs = logs;
        _audit = audit;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToArray();
        Exchange = new Uri($"https://localhost:{addresses.Single(a => a.Scheme == "https").Port}");
        Operations = new Uri($"http://127.0.0.1:{addresses.Single(a => a.Scheme == "http").Port}");
    }

    public Uri Exchange { get; }

    public Uri Operations { get; }

    /// <summary>Parts of log messages of level error that the test provokes.</summary>
    public List<string> ExpectedErrors { get; } = [];

    public static async Task<RunningHub> StartAsync(params ScriptedAdapter[] adapters) =>
        await StartAsync([], [.. adapters.Select(a => (a.Institution, a.Address))]);

    /// <summary>Where the exchange log is, for a hub that goes on with it: <c>StartAsync([.. stopped.SameLog])</c>.</summary>
    public IEnumerable<string> SameLog => [$"--Hub:Audit:Database={Path.Combine(_audit, "exchanges.db")}", $"--Hub:Audit:Keys={_audit}"];

    public static Task<RunningHub> StartAsync(string[] settings, params (string Institution, Uri Address)[] sources) =>
        StartAsync(settings, _ => { }, sources);

    /// <summary>Starts one whose parts the test adjusts before.</summary>
    public static Task<RunningHub> StartAsync(
        string[] settings, Action<IServiceProvider> adjust, params (string Institution, Uri Address)[] sources) =>
        StartAsync(settings, null, adjust, sources);

    /// <summary>Starts one with other parts in place of its own.</summary>
    public static async Task<RunningHub> StartAsync(
        string[] settings, Action<IServiceCollection>? parts, Action<IServiceProvider> adjust, params (string Institution, Uri Address)[] sources)
    {
        var logs = Directory.CreateTempSubdirectory("vamos-hub-logs").FullName;
        var audit = Directory.CreateTempSubdirectory("vamos-hub-audit").FullName;
        string[] args =
        [
            "--Hub:Exchange:Port=0", "--Hub:Exchange:Address=127.0.0.1", "--Hub:Operations:Port=0", $"--Hub:Logs:Directory={logs}",
            $"--Hub:Tls:Authority={TestCertificates.File("ca.pem")}",
            $"--Hub:Tls:Certificate={TestCertificates.File("hub.pem")}",
            $"--Hub:Tls:Key={TestCertificates.File("hub.key")}",
            $"--Hub:Agreements:Directory={TestAgreements.Folder}",
            $"--Hub:Audit:Database={Path.Combine(audit, "exchanges.db")}",
            $"--Hub:Audit:Keys={audit}",
            $"--Hub:Referrals:Database={Path.Combine(audit, "referrals.db")}",
            "--Hub:Audit:CheckpointInterval=00:00:00.100",
            "--Hub:Audit:MinimumFreeMegabytes=1",
            $"--Hub:Fips:Database={Path.Combine(audit, "forms.db")}",
            $"--Hub:Network:Database={Path.Combine(audit, "services.db")}",
            $"--Hub:Cache:Keys={audit}",
            $"--Hub:Monitoring:Database={Path.Combine(audit, "traffic.db")}",
            // adapters of tests tell no changes, so nothing is kept unless a test wants it
            "--Hub:Cache:UnheardFor=00:00:00",
            // a test counts the questions that it asks
            "--Hub:Monitoring:ProbeEvery=00:00:00",
            "--Serilog:MinimumLevel=Debug",
            .. sources.SelectMany((s, i) => new[] { $"--Hub:Sources:{i}:Institution={s.Institution}", $"--Hub:Sources:{i}:Address={s.Address}" }),
            .. settings,
        ];
        var app = HubHost.Build(args, parts: parts);
        adjust(app.Services);
        await app.StartAsync();
        return new RunningHub(app, logs, audit);
    }

    public BeneficiaryService.BeneficiaryServiceClient Beneficiaries(string institution = "utgs") => new(Channel(TestCertificates.Of(institution)));

    public GrpcChannel Channel(TlsIdentity identity) => Channel(identity.CreateHttpHandler("hub"));

    public GrpcChannel Channel(HttpMessageHandler handler)
    {
        var channel = GrpcChannel.ForAddress(Exchange, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxSendMessageSize = null });
        _channels.Add(channel);
        return channel;
    }

    /// <summary>A part of the hub, to look into or to break.</summary>
    public T Part<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static Metadata Purpose { get; } = new() { { ExchangeMetadata.Purpose, "PURPOSE_CASE_MANAGEMENT" } };

    /// <summary>Looks a person up; what was kept will do, as far as the agreement allows.</summary>
    public async Task<Beneficiary> GetKeptAsync(string number)
    {
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = number } };
        return (await Beneficiaries().GetBeneficiaryAsync(request, Purpose, DateTime.UtcNow.AddSeconds(10))).Beneficiary;
    }

    /// <summary>Looks a person up, anew.</summary>
    public async Task<Beneficiary> GetAsync(string number, TimeSpan? within = null, params string[] mask)
    {
        var request = new GetBeneficiaryRequest
        {
            NationalId = new NationalId { Number = number },
            ReadMask = new() { Paths = { mask } },
            MaxAge = new Google.Protobuf.WellKnownTypes.Duration(),
        };
        var response = await Beneficiaries().GetBeneficiaryAsync(request, Purpose, DateTime.UtcNow + (within ?? TimeSpan.FromSeconds(10)));
        return response.Beneficiary;
    }

    /// <summary>Waits until every adapter has said what it offers.</summary>
    public async Task DescribedAsync()
    {
        using var http = new HttpClient { BaseAddress = Operations };
        var until = DateTime.UtcNow + TimeSpan.FromSeconds(10);
        while ((await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative))).Contains("\"described\":false", StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < until, "an adapter did not describe itself within 10 s");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        using (var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(500)))
            await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();

        var lines = Directory.GetFiles(_logs, "*.log").SelectMany(File.ReadAllLines).ToArray();
        Directory.Delete(_logs, recursive: true);
        var personal = lines.FirstOrDefault(l => PersonNumber.IsMatch(l) || l.Contains("Ñandutí", StringComparison.Ordinal));
        Assert.True(personal is null, $"personal data in the log: {personal}");
        var errors = lines.Where(l => JsonDocument.Parse(l).RootElement.GetProperty("Level").GetString() is "Error" or "Fatal")
            .Where(l => !ExpectedErrors.Any(e => l.Contains(e, StringComparison.Ordinal)));
        Assert.True(!errors.Any(), string.Join(Environment.NewLine, errors));
    }

    // The hash in a verifier key, name+hash+key, can look like one.
    [GeneratedRegex(@"(?<!\+)\b99[0-9]{6}\b")]
    private static partial Regex PersonNumber { get; }
}
