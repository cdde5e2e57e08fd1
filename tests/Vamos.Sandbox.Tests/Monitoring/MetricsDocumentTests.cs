namespace Vamos.Sandbox.Tests.Monitoring;

using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;
using Vamos.Hub.Caching;
using Vamos.Hub;

public sealed partial class MetricsDocumentTests
{
    // in a sandbox nobody sends rubbish, or the same twice, and nothing changes within seconds
    private static readonly string[] RarelyMeasured = ["vamos.adapter.changes", "vamos.adapter.hl7.broken_frames", "vamos.adapter.hl7.duplicates", "vamos.adapter.hl7.garbage"];

    [GeneratedRegex("""\b(?:Create(?:Observable)?(?:Counter|Histogram|Gauge|UpDownCounter)(?:<\w+>)?|Count|Watch)\(\s*"([a-z0-9_]+(?:\.[a-z0-9_]+)+)""")]
    private static partial Regex Made { get; }

    [Fact(Timeout = 180_000)]
    public async Task Document_says_what_the_hub_and_the_adapters_measure()
    {
        using var instruments = new MeasuredInstruments();
        await RunAsync();
        var generated = MetricsDocument.Markdown(instruments.All);
        if (Environment.GetEnvironmentVariable("VAMOS_WRITE_METRICS") == "1")
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "metrics.md"), generated);

        // without a measurement its labels would be missing from the document
        Assert.Empty(instruments.Unmeasured.Except(RarelyMeasured));
        // written anew with: VAMOS_WRITE_METRICS=1 dotnet test tests/Vamos.Sandbox.Tests
        Assert.Equal(generated, Repository.Read("docs", "metrics.md").ReplaceLineEndings("\n"));

        async Task RunAsync()
        {
            var folder = Directory.CreateTempSubdirectory("vamos-metrics-");
            try
            {
                var options = new SandboxOptions
                {
                    People = 200,
                    Directory = folder.FullName,
                    Certificates = Path.Combine(folder.FullName, "certs"),
                    HubPort = 0,
                    OperationsPort = 0,
                    AdapterPort = 0,
                    ControlPort = 0,
                };
                await using var sandbox = await RunningSandbox.StartAsync(options, TextWriter.Null, CancellationToken.None);
                await AskAsync(sandbox, options, "utgs", StatusCode.OK);
                await AskAsync(sandbox, options, "minna", StatusCode.PermissionDenied);
                // measures what one hub alone does not have; it need not reach it
                await using var sharing = HubHost.Build(Sharing(options, Path.Combine(folder.FullName, "sharing")));
                sharing.Services.GetRequiredService<PersonCache>();
                instruments.Look();
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    [Fact]
    public void Every_instrument_that_the_code_makes_is_in_the_document()
    {
        var made = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Made.Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        var document = Repository.Read("docs", "metrics.md");

        Assert.True(made.Count > 20, "the code makes instruments otherwise now");
        Assert.DoesNotContain(made, name => !document.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static string[] Sharing(SandboxOptions options, string folder)
    {
        var certificates = CertificateFolder.Open(options.Certificates, TimeProvider.System);
        Directory.CreateDirectory(folder);
        return
        [
            "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0", "--Hub:Cache:Redis=127.0.0.1:1", "--Hub:Logs:Console=Fatal",
            $"--Hub:Tls:Authority={certificates.AuthorityPath}",
            $"--Hub:Tls:Certificate={certificates.CertificatePath("hub")}",
            $"--Hub:Tls:Key={certificates.KeyPath("hub")}",
            $"--Hub:Agreements:Directory={options.Agreements}",
            $"--Hub:Audit:Database={Path.Combine(folder, "exchanges.db")}",
            $"--Hub:Audit:Keys={folder}",
            $"--Hub:Cache:Keys={folder}",
            $"--Hub:Monitoring:Database={Path.Combine(folder, "traffic.db")}",
            $"--Hub:Fips:Database={Path.Combine(folder, "forms.db")}",
            $"--Hub:Network:Database={Path.Combine(folder, "services.db")}",
            $"--Hub:Referrals:Database={Path.Combine(folder, "referrals.db")}",
            $"--Hub:Logs:Directory={Path.Combine(folder, "logs")}",
        ];
    }

    private static async Task AskAsync(RunningSandbox sandbox, SandboxOptions options, string institution, StatusCode expected)
    {
        using var identity = CertificateFolder.Open(options.Certificates, TimeProvider.System).LoadIdentity(institution);
        using var channel = GrpcChannel.ForAddress(sandbox.Hub, new GrpcChannelOptions { HttpHandler = identity.CreateHttpHandler("hub"), DisposeHttpClient = true });
        var request = new GetBeneficiaryRequest { NationalId = new NationalId { Number = "99000004" }, MaxAge = new() };
        var headers = new Metadata { { "vamos-purpose", institution == "utgs" ? "PURPOSE_CASE_MANAGEMENT" : "PURPOSE_BENEFIT_PAYMENT" } };
        var code = StatusCode.OK;
        try
        {
            await new BeneficiaryService.BeneficiaryServiceClient(channel).GetBeneficiaryAsync(request, headers, DateTime.UtcNow.AddSeconds(60));
        }
        catch (RpcException e)
        {
            code = e.StatusCode;
        }

        Assert.Equal(expected, code);
    }
}
