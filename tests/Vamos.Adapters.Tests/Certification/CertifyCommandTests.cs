namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapters.Certification.Expectations;
using Vamos.Adapters.Tests.Lab;
using Vamos.Certificates;

/// <summary>The command line of a certification.</summary>
public sealed class CertifyCommandTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData]
    public async Task Help_is_shown_on_request_and_without_arguments(params string[] arguments)
    {
        var (exitCode, output, _) = await Certified.RunAsync(arguments);

        Assert.Equal(0, exitCode);
        Assert.Contains("Exit codes: 0 everything passed", output, StringComparison.Ordinal);
        Assert.Contains("--expect <file>", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Example_in_the_help_is_a_file_of_expectations()
    {
        var lines = (await Certified.RunAsync(["--help"])).Output.Split('\n');
        var begin = Array.FindIndex(lines, line => line.StartsWith("Example of a file", StringComparison.Ordinal));
        var example = lines.Skip(begin + 1).TakeWhile(line => line.Trim().Length != 0);

        var read = ExpectationsFile.Parse(string.Join('\n', example), "/");

        Assert.Equal("mother in Villeta", Assert.Single(read.People).Label);
        Assert.Equal(3, read.Changes!.Times);
    }

    [Fact]
    public async Task Every_error_of_the_arguments_is_said_at_once()
    {
        string[] arguments =
        [
            "http://localhost:1", "--only", "no-such-check", "--load-seconds", "many", "--expct", "x", "--junit",
            "--other-key", "k", "--init", "f", "--ask", "1x",
        ];
        string[] complaints =
        [
            "https://host:port", "'no-such-check'", "--load-seconds must", "--expct is not", "--junit needs", "--certs, or",
            "--other-certificate and", "'1x'",
        ];

        var (exitCode, _, errors) = await Certified.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        foreach (var part in complaints)
            Assert.Contains(part, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_named()
    {
        string[] address = ["https://localhost:1", "--certs", DevelopmentCertificates.Folder.Path];

        var missing = await Certified.RunAsync([.. address, "--expect", "/nowhere/expectations.yaml"]);
        var unwritable = await Certified.RunAsync([.. address, "--junit", "/nowhere/report.xml"]);
        var noCertificates = await Certified.RunAsync(["https://localhost:1", "--certs", "/nowhere"]);

        Assert.All([missing, unwritable, noCertificates], run => Assert.Equal(2, run.ExitCode));
        Assert.Contains("/nowhere/expectations.yaml: cannot be read", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("/nowhere/report.xml", unwritable.Errors, StringComparison.Ordinal);
        Assert.Contains("/nowhere/hub.pem", noCertificates.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adapter_that_is_not_there_has_an_exit_code_of_its_own()
    {
        var (exitCode, _, errors) = await Certified.RunAsync(["https://localhost:1", "--certs", DevelopmentCertificates.Folder.Path]);

        Assert.Equal(3, exitCode);
        Assert.Contains("https://localhost:1/ cannot be reached", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adapter_whose_certificate_is_of_another_authority_is_not_reached_and_the_reason_is_said()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.None);
        var elsewhere = Directory.CreateTempSubdirectory("vamos-elsewhere-");
        CertificateFolder.Open(elsewhere.FullName, TimeProvider.System).Ensure(["hub"], TimeSpan.FromDays(30), TimeSpan.FromDays(3));

        var (exitCode, _, errors) = await Certified.RunAsync([$"https://localhost:{adapter.Port}", "--certs", elsewhere.FullName]);
        elsewhere.Delete(recursive: true);

        Assert.Equal(3, exitCode);
        Assert.Contains("certificate", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_names_every_check()
    {
        var (exitCode, output, _) = await Certified.RunAsync(["--list"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("batch-equals-single        A question in a batch is answered as the same question alone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_writes_expectations_that_the_adapter_meets()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.None);
        var file = Path.GetTempFileName();

        var written = await Certified.RunAsync(adapter.Port, null, "--init", file, "--ask", "7100001,A-7100003,7100009");
        var certified = await Certified.RunAsync(adapter.Port, await File.ReadAllTextAsync(file), "--only", "golden-vectors,unknown-person");
        File.Delete(file);

        Assert.Equal((0, 0), (written.ExitCode, certified.ExitCode));
        Assert.Contains("2 of 2 people have expected facts", certified.Output, StringComparison.Ordinal);
        Assert.Empty(certified.Skipped);
    }
}
