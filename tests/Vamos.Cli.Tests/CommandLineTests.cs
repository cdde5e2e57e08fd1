namespace Vamos.Cli.Tests;

using System.CommandLine;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => new("", "beneficiary", "beneficiary get", "beneficiary incompatibilities", "beneficiary watch",
        "eligibility", "eligibility check", "eligibility batch", "fips", "fips validate", "fips template",
        "fips rules", "fips submit", "fips get", "fips list", "fips watch", "fips status", "fips import",
        "certs", "certs init", "certs issue", "certs renew", "certs revoke", "certs show",
        "agreements", "agreements check", "agreements explain", "agreements schema", "programmes", "programmes list", "programmes check", "programmes explain",
        "programmes schema", "receipt", "receipt get", "receipt verify", "audit", "audit who-saw",
        "referral", "referral create", "referral get", "referral list", "referral accept", "referral decline", "referral complete", "referral watch",
        "monitor", "exchanges", "exchanges list", "sources", "load");

    [Theory(Timeout = 30_000)]
    [MemberData(nameof(Commands))]
    public async Task Help_of_every_command_shows_examples_and_exit_codes(string command)
    {
        var run = await CommandRun.Of([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("Examples:\n  vamos ", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        foreach (var (code, meaning) in ExitCode.All)
            Assert.Contains($"{code,-4} {meaning}", run.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Version_is_printed()
    {
        var run = await CommandRun.Of("--version");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("")]
    [InlineData("beneficiary")]
    [InlineData("eligibility")]
    [InlineData("fips")]
    [InlineData("certs")]
    [InlineData("agreements")]
    [InlineData("programmes")]
    [InlineData("receipt")]
    [InlineData("audit")]
    [InlineData("referral")]
    [InlineData("exchanges")]
    public async Task Command_that_needs_another_shows_its_help(string command)
    {
        var run = await CommandRun.Of(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("certs frobnicate", "frobnicate")]
    [InlineData("beneficiary get 1 --frobnicate", "--frobnicate")]
    [InlineData("beneficiary get", "cedula")]
    public async Task Command_line_that_is_not_understood_says_which_word(string line, string word)
    {
        var run = await CommandRun.Of(line.Split(' '));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(word, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Required command", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelled_command_says_interrupted()
    {
        using var certificates = new TestCertificates();
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var interrupt = new CancellationTokenSource();
        hub.Script.Lookup = async (_, context, _) =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new OperationCanceledException();
        };
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await new VamosCommandLine(Terminal.Plain(output, error, _ => null, TimeProvider.System))
            .RunAsync(["beneficiary", "get", "1", "--hub", hub.Address.ToString(), "--certs", certificates.Path], interrupt.Token);

        Assert.Equal(ExitCode.Cancelled, exitCode);
        Assert.Equal("Interrupted.", error.ToString().Trim());
    }

    [Fact(Timeout = 60_000)]
    public async Task Program_started_as_a_process_writes_plain_text_and_ends_with_the_exit_code()
    {
        using var certificates = new TestCertificates();
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(ScriptedPerson.Create());

        var (found, output, _) = await Start("beneficiary", "get", "99000004", "--hub", hub.Address.ToString(), "--certs", certificates.Path);
        var (malformed, _, error) = await Start("beneficiary", "get", "10x");

        Assert.Equal(ExitCode.Ok, found);
        Assert.StartsWith("María Concepción Benítez Núñez", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(ExitCode.Usage, malformed);
        Assert.StartsWith("national_id.number:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("500ms", 0.5)]
    [InlineData("10s", 10)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("365d", 31_536_000)]
    public void Duration_as_people_write_it_is_read(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Fact]
    public void Duration_is_read_or_refused_and_never_throws() =>
        Prop.ForAll<string?>(text => DurationText.TryParse(text ?? "", out var duration) || duration == TimeSpan.Zero).QuickCheckThrowOnFailure();

    private static async Task<(int ExitCode, string Output, string Error)> Start(params string[] arguments)
    {
        // As it is built for itself: the copy beside the tests lacks what their own framework holds.
        var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../.."));
        var program = Path.Combine(project, "../../src/Vamos.Cli", Path.GetRelativePath(project, AppContext.BaseDirectory), "vamos.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }
}
