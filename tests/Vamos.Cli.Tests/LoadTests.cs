namespace Vamos.Cli.Tests;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Monitoring;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Contracts.Errors;
using Vamos.Eligibility.V1;

public sealed class LoadTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact(Timeout = 30_000)]
    public async Task Load_asks_both_methods_in_turn_about_everybody_and_tells_how_long_it_took()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);

        var run = await CommandRun.Against(hub, certificates, "load", "--rate", "50", "--for", "1s");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"^50 questions a second for \d+(\.\d)? s\n", run.Output);
        Assert.Matches(@"\n  GetBeneficiary +\d+ +\d+\.\d +0 .* m?s\n  CheckEligibility +\d+ +\d+\.\d +0 .* m?s\n", run.Output);
        Assert.InRange(hub.Script.Calls.Count, 2, 50);
        var asked = hub.Script.Calls.Select(call => call.Request).OfType<GetBeneficiaryRequest>().Select(request => request.NationalId.Number).ToArray();
        Assert.All(asked, number => Assert.StartsWith("990000", number, StringComparison.Ordinal));
        Assert.Equal(Math.Min(16, asked.Length), asked.Distinct().Count());
        Assert.All(hub.Script.Calls.Select(call => call.Request).OfType<CheckEligibilityRequest>(), request => Assert.Equal("pension-universal", request.ProgrammeCode));
    }

    [Fact(Timeout = 30_000)]
    public async Task Failures_are_counted_by_reason_and_not_tried_again()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, number) => number % 2 == 0
            ? Task.FromResult(new Beneficiary())
            : throw new Problem(StatusCode.Unavailable, ErrorReasons.Stopping, "Stopping.", "Se detiene.").ToException();

        var run = await CommandRun.Against(hub, certificates, "load", "--rate", "40", "--for", "500ms", "--method", "GetBeneficiary", "--json");

        var figures = run.OutputJson.GetProperty("methods").GetProperty("GetBeneficiary");
        var failed = figures.GetProperty("failures").GetProperty(ErrorReasons.Stopping).GetInt32();
        Assert.Equal(hub.Script.Calls.Count, failed + figures.GetProperty("answered").GetInt32());
        Assert.True(failed > 0);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task Load_that_nobody_answers_ends_with_what_was_wrong()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new Problem(StatusCode.PermissionDenied, ErrorReasons.NoAgreement, "Not yours.", "No.").ToException();

        var run = await CommandRun.Against(hub, certificates, "load", "--rate", "20", "--for", "300ms", "--method", "GetBeneficiary");

        Assert.Equal(ExitCode.Denied, run.ExitCode);
        Assert.Contains("Not yours.", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task People_are_taken_from_a_file()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var file = Path.Combine(certificates.Path, "people.csv");
        await File.WriteAllTextAsync(file, "name;cedula\nx;1.234.567\ny;???\nz;7654321\n");

        await CommandRun.Against(hub, certificates, "load", "--rate", "20", "--for", "500ms", "--method", "GetBeneficiary", "--people", file);

        Assert.Equal(["1234567", "7654321"], hub.Script.Calls.Select(call => ((GetBeneficiaryRequest)call.Request).NationalId.Number).Distinct().Order());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--rate", "--for 1s")]
    [InlineData("--rate", "--rate 0")]
    [InlineData("--at-once", "--rate 1 --at-once 0")]
    [InlineData("WatchBeneficiaries", "--rate 1 --method WatchBeneficiaries")]
    [InlineData("--people", "--rate 1 --people no-such-file")]
    public async Task Option_that_cannot_be_used_is_named(string name, string options)
    {
        var run = await CommandRun.Of(["load", .. options.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Hub_that_stands_still_does_not_hide_the_questions_that_it_kept_from_being_asked()
    {
        // one at a time, and the first takes most of the second: of those that were due meanwhile each waited as long as it did
        using var run = new LoadRun(
            [new LoadQuestion("still", (number, ended) => number == 0 ? Task.Delay(800, ended) : Task.CompletedTask)], 100, TimeSpan.FromSeconds(1), 1, TimeProvider.System);

        await run.RunAsync(CancellationToken.None);

        var tally = run.Tallies["still"];
        Assert.True(tally.Answered + tally.Unsent >= 80, $"{tally.Answered} answered, {tally.Unsent} not sent");
        Assert.InRange(tally.Times().At(0.5), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20));
    }

    [Fact(Timeout = 30_000)]
    public async Task No_more_questions_are_under_way_than_allowed()
    {
        var (now, most) = (0, 0);
        var gate = new Lock();
        using var run = new LoadRun([new LoadQuestion("slow", AskAsync)], 500, TimeSpan.FromMilliseconds(500), 3, TimeProvider.System);

        await run.RunAsync(CancellationToken.None);

        Assert.InRange(most, 1, 3);

        async Task AskAsync(int number, CancellationToken cancellation)
        {
            lock (gate)
                most = Math.Max(most, ++now);
            await Task.Delay(20, cancellation);
            lock (gate)
                now--;
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Load_that_is_interrupted_ends_with_what_it_has()
    {
        using var enough = new CancellationTokenSource();
        using var run = new LoadRun([new LoadQuestion("quick", (_, _) => Task.CompletedTask)], 100, TimeSpan.FromMinutes(10), 10, TimeProvider.System);
        enough.CancelAfter(200);

        var took = await run.RunAsync(enough.Token);

        Assert.True(took < TimeSpan.FromSeconds(20));
        Assert.True(run.Tallies["quick"].Answered > 0);
    }
}
