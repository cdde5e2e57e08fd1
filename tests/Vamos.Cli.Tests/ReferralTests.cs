namespace Vamos.Cli.Tests;

using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Referral.V1;

public sealed class ReferralTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private const string Id = "0197c6f2b1a87d3e9a40d1b6f2a4c801";

    // a watch has no end of its own: the hub ends it
    private static readonly Problem End = new(StatusCode.OutOfRange, ErrorReasons.ResumeTokenExpired, "Gone.", "Ya no se conserva.");

    [Fact(Timeout = 30_000)]
    public async Task Referral_is_written_as_names_and_values()
    {
        await using var hub = await StartAsync();

        var run = await CommandRun.Against(hub, certificates, "referral", "get", Id, "--as", "utgs");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "referral.txt")).ReplaceLineEndings("\n"), run.Output);
        Assert.Equal("PURPOSE_REFERRAL", hub.Script.Calls[0].Header("vamos-purpose"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Create_sends_person_service_reason_last_day_and_case()
    {
        await using var hub = await StartAsync();

        var run = await CommandRun.Against(
            hub, certificates, "referral", "create", "99.000.004", "--to", "curso", "--reason", "Busca empleo.", "--until", "2026-12-09", "--counter-to", "r0",
            "--request-id", "mine", "--case-id", "EXP-1", "--json");

        Assert.Equal(Id, run.OutputJson.GetProperty("referral").GetProperty("referralId").GetString());
        Assert.Equal(HubScript.ExchangeId, run.OutputJson.GetProperty("exchangeId").GetString());
        Assert.Equal(
            new CreateReferralRequest
            {
                NationalId = new NationalId { Number = "99000004" }, ServiceId = "curso", Reason = "Busca empleo.", CounterToReferralId = "r0", RequestId = "mine",
                Deadline = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 12, 10, 3, 0, 0, TimeSpan.Zero)),
            },
            hub.Script.Calls[0].Request);
        Assert.Equal("EXP-1", hub.Script.Calls[0].Header("vamos-case-id"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Receiver_accepts_declines_and_completes()
    {
        await using var hub = await StartAsync();

        var accepted = await CommandRun.Against(hub, certificates, "referral", "accept", Id, "--version", "1", "--until", "2026-12-31");
        var declined = await CommandRun.Against(hub, certificates, "referral", "decline", Id, "--reason", "No hay lugar.");
        var completed = await CommandRun.Against(hub, certificates, "referral", "complete", Id, "--outcome", "Listo.", "--json");

        Assert.Equal([0, 0, 0], new[] { accepted, declined, completed }.Select(run => run.ExitCode));
        var accept = (AcceptReferralRequest)hub.Script.Calls[0].Request;
        Assert.Equal((Id, 1L, 2027), (accept.ReferralId, accept.Version, accept.Deadline.ToDateTime().Year));
        Assert.Equal("No hay lugar.", ((DeclineReferralRequest)hub.Script.Calls[1].Request).DeclineReason);
        Assert.Equal("Listo.", ((CompleteReferralRequest)hub.Script.Calls[2].Request).Outcome);
        Assert.Equal(Id, completed.OutputJson.GetProperty("referral").GetProperty("referralId").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task List_is_a_table_or_a_line_of_json_each()
    {
        await using var hub = await StartAsync();
        hub.Script.Referrals.Page = _ => new ListReferralsResponse { Referrals = { Accepted(), Accepted() } };

        var table = await CommandRun.Against(hub, certificates, "referral", "list", "--received", "--states", "sent,Accepted", "--limit", "1");
        var json = await CommandRun.Against(hub, certificates, "referral", "list", "--json");

        Assert.Equal(
            $"1 referral\n  Changed                 Referral                          Person    From  To     Service                   State                                             Case\n"
            + $"  2026-07-02 10:30:00-03  {Id}  99000004  mds   mtess  mtess.curso-electricidad  accepted, to be completed by 2026-07-31 09:00-03  EXP-2026-17\n\n",
            table.Output);
        var asked = (ListReferralsRequest)hub.Script.Calls[0].Request;
        Assert.Equal((ReferralDirection.Received, 1), (asked.Direction, asked.PageSize));
        Assert.Equal([ReferralState.Sent, ReferralState.Accepted], asked.States);
        Assert.All(
            json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(Id, JsonDocument.Parse(line).RootElement.GetProperty("referralId").GetString()));
    }

    [Fact(Timeout = 30_000)]
    public async Task Empty_list_says_so_in_words()
    {
        await using var hub = await StartAsync();

        Assert.Equal("There are no such referrals.\n", (await CommandRun.Against(hub, certificates, "referral", "list", "--sent")).Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Event_is_one_line_and_its_place_is_kept_for_the_next_time()
    {
        await using var hub = await StartAsync();
        hub.Script.Referrals.Watch = async (_, stream, _) =>
        {
            await stream.WriteAsync(new WatchReferralsResponse { ResumeToken = ByteString.CopyFromUtf8("t1"), Kind = ReferralEventKind.Changed, Referral = Accepted() });
            await stream.WriteAsync(new WatchReferralsResponse { ResumeToken = ByteString.CopyFromUtf8("t2"), Kind = ReferralEventKind.Reminder, Referral = Accepted() });
            throw End.ToException();
        };
        var file = Path.Combine(certificates.Path, "referrals.token");

        var first = await CommandRun.Against(hub, certificates, "referral", "watch", "--resume", file);
        await CommandRun.Against(hub, certificates, "referral", "watch", "--resume", file);

        var what = $"{Id}  99000004  mds -> mtess  mtess.curso-electricidad  accepted, to be completed by 2026-07-31 09:00-03";
        Assert.Equal($"2026-07-02 10:30:00-03  {what}\n2026-07-02 10:30:00-03  reminder  {what}\n", first.Output);
        Assert.StartsWith("Watching; Ctrl-C ends it.\n", first.Error, StringComparison.Ordinal);
        Assert.Equal(["", "t2"], hub.Script.Calls.Select(call => ((WatchReferralsRequest)call.Request).ResumeToken.ToStringUtf8()));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(StatusCode.NotFound, ErrorReasons.ReferralNotFound, ExitCode.NotFound)]
    [InlineData(StatusCode.FailedPrecondition, ErrorReasons.ReferralExpired, ExitCode.NotInThisState)]
    [InlineData(StatusCode.Aborted, ErrorReasons.ReferralChanged, ExitCode.NotInThisState)]
    [InlineData(StatusCode.PermissionDenied, ErrorReasons.NotTheReceiver, ExitCode.Denied)]
    public async Task Refusal_is_told_and_has_its_exit_code(StatusCode status, string reason, int code)
    {
        await using var hub = await StartAsync();
        hub.Script.Referrals.Answer = _ => throw new Problem(status, reason, "So it is.", "Así es.").ToException();

        var run = await CommandRun.Against(hub, certificates, "referral", "accept", Id);

        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("So it is.\n", run.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--reason", "create 1 --to x")]
    [InlineData("--to", "create 1 --reason x")]
    [InlineData("national_id.number", "create 10x --to x --reason x")]
    [InlineData("--until", "accept r --until tomorrow")]
    [InlineData("--outcome", "complete r")]
    [InlineData("--reason", "decline r")]
    [InlineData("--states", "list --states lost")]
    [InlineData("--limit", "list --limit 0")]
    [InlineData("--from", "watch --from ???")]
    public async Task Option_that_is_missing_or_cannot_be_used_is_named(string name, string line)
    {
        var run = await CommandRun.Of(["referral", .. line.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
    }

    private async Task<ScriptedHubServer> StartAsync()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Referrals.Answer = _ => Accepted();
        return hub;
    }

    private static Referral Accepted() => new()
    {
        ReferralId = Id,
        NationalId = new NationalId { Number = "99000004" },
        SenderInstitution = "mds",
        ReceiverInstitution = "mtess",
        ServiceId = "mtess.curso-electricidad",
        Reason = "Busca empleo y no tiene oficio.\nPuede viajar.",
        State = ReferralState.Accepted,
        Deadline = At(31, 12, 0),
        CreateTime = At(1, 12, 0),
        UpdateTime = At(2, 13, 30),
        Version = 2,
        CaseId = "EXP-2026-17",
    };

    private static Timestamp At(int day, int hour, int minute) => Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 7, day, hour, minute, 0, TimeSpan.Zero));
}
