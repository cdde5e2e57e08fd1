namespace Vamos.Adapters.Tests.Certification;

using System.Globalization;
using System.Xml.Linq;
using Vamos.Adapters.Certification;
using Vamos.Adapters.Tests.Lab;

/// <summary>A certification that ran to its end.</summary>
internal sealed record Certified(int ExitCode, string Output, string Errors, XDocument? Junit)
{
    /// <summary>Ids of the checks that failed, by the report for build servers.</summary>
    public IReadOnlyList<string> Failed => Cases("failure");

    /// <summary>Ids of those that were not tried.</summary>
    public IReadOnlyList<string> Skipped => Cases("skipped");

    /// <summary>Certifies an adapter on this machine under the development certificates, a little less patiently than an institution would.</summary>
    public static async Task<Certified> RunAsync(int port, string? expectations, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("vamos-certify-");
        try
        {
            var junit = Path.Combine(folder.FullName, "report.xml");
            List<string> arguments =
                [$"https://localhost:{port}", "--certs", DevelopmentCertificates.Folder.Path, "--junit", junit, "--load-seconds", "0.3", .. more];
            if (expectations is not null)
            {
                var file = Path.Combine(folder.FullName, "expectations.yaml");
                await File.WriteAllTextAsync(file, expectations);
                arguments.AddRange(["--expect", file]);
            }

            var (exitCode, output, errors) = await RunAsync(arguments);
            return new Certified(exitCode, output, errors, new FileInfo(junit) is { Exists: true, Length: > 0 } ? XDocument.Load(junit) : null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs the command with some arguments.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IReadOnlyList<string> arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = await CertifyCommand.RunAsync(arguments, output, errors, TimeProvider.System, limit.Token);
        return (exitCode, output.ToString(), errors.ToString());
    }

    private List<string> Cases(string holding) =>
        [.. Junit!.Descendants("testcase").Where(test => test.Element(holding) is not null).Select(test => test.Attribute("name")!.Value.Split(':')[0])];
}
