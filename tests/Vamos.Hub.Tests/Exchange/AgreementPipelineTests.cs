namespace Vamos.Hub.Tests.Exchange;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Tests.Running;

/// <summary>Every exchange is under an agreement: what it grants is given, nothing else, and a denial is precise and recorded.</summary>
public sealed class AgreementPipelineTests
{
    private const string Known = "99000004";
    private static readonly GetBeneficiaryRequest Request = new() { NationalId = new NationalId { Number = Known } };

    [Fact]
    public async Task Narrow_agreement_gives_its_fields_and_asks_its_institutions_alone()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mspbs = (await ScriptedAdapter.StartAsync("mspbs")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds, mspbs);

        var broad = (await hub.Beneficiaries("utgs").GetBeneficiaryAsync(Request, RunningHub.Purpose)).Beneficiary;
        var asked = mspbs.Asked;
        var narrow = (await hub.Beneficiaries("mtess").GetBeneficiaryAsync(Request, RunningHub.Purpose)).Beneficiary;

        Assert.Equal("Ñandutí", broad.Person.Name.FirstSurname);
        Assert.Equal("Perséfone", narrow.Person.Name.FirstGivenName);
        Assert.Empty(narrow.Person.Name.FirstSurname);
        Assert.Null(narrow.Person.NationalId);
        Assert.Empty(narrow.PersonRecords);
        Assert.Equal("tekopora", Assert.Single(narrow.Enrollments).ProgrammeCode);
        Assert.Null(narrow.Enrollments[0].Provenance);
        Assert.Equal([SourceState.Ok, SourceState.NotAsked], narrow.Sources.OfAdapters().Select(s => s.State));
        Assert.Equal(asked, mspbs.Asked);
    }

    [Fact]
    public async Task Read_mask_cannot_reach_beyond_the_agreement()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        var greedy = new GetBeneficiaryRequest(Request) { ReadMask = new() { Paths = { "person", "households", "immunizations" } } };

        var given = (await hub.Beneficiaries("mtess").GetBeneficiaryAsync(greedy, RunningHub.Purpose)).Beneficiary;

        Assert.Equal("Perséfone", given.Person.Name.FirstGivenName);
        Assert.Empty(given.Person.Name.FirstSurname);
        Assert.Empty(given.Enrollments);
    }

    public static TheoryData<string, string, StatusCode, string> Denials => new()
    {
        { "mspbs", "PURPOSE_CASE_MANAGEMENT", StatusCode.PermissionDenied, ErrorReasons.NoAgreement },
        { "minna", "PURPOSE_CASE_MANAGEMENT", StatusCode.PermissionDenied, ErrorReasons.AgreementExpired },
        { "mtess", "PURPOSE_BENEFIT_PAYMENT", StatusCode.PermissionDenied, ErrorReasons.PurposeNotGranted },
        { "mtess", "", StatusCode.InvalidArgument, ErrorReasons.PurposeRequired },
        { "mspbs", "", StatusCode.PermissionDenied, ErrorReasons.NoAgreement },
    };

    [Theory]
    [MemberData(nameof(Denials))]
    public async Task Call_that_no_agreement_covers_is_denied_recorded_and_asks_nobody(string caller, string purpose, StatusCode code, string reason)
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        var headers = new Metadata();
        if (purpose.Length != 0)
            headers.Add("vamos-purpose", purpose);

        var known = await Fails.WithAsync(code, () => hub.Beneficiaries(caller).GetBeneficiaryAsync(Request, headers).ResponseAsync);
        var stranger = new GetBeneficiaryRequest { NationalId = new NationalId { Number = "99000012" } };
        var unknown = await Fails.WithAsync(code, () => hub.Beneficiaries(caller).GetBeneficiaryAsync(stranger, headers).ResponseAsync);

        Assert.Equal(reason, known.Reason);
        Assert.Equal(known.Message, unknown.Message);
        Assert.Equal(0, mds.Asked);
        var records = await RecordsAsync(hub);
        Assert.Equal(2, records.Count);
        Assert.All(records, record =>
        {
            Assert.Equal(ExchangeOutcome.Denied, record.Outcome);
            Assert.Equal(reason, record.Reason);
            Assert.Equal(caller, record.ConsumerInstitution);
            Assert.NotEmpty(record.SubjectHash);
            Assert.Empty(record.ReleasedFields);
        });
    }

    [Fact]
    public async Task Caller_over_its_quota_is_told_when_to_come_back()
    {
        await using var hub = await RunningHub.StartAsync();

        Problem? over = null;
        for (var i = 0; i < 10 && over is null; i++)
        {
            try
            {
                await hub.Beneficiaries("mds").GetBeneficiaryAsync(Request, RunningHub.Purpose);
            }
            catch (RpcException e)
            {
                Assert.True(Problem.TryRead(e, out over));
            }
        }

        Assert.NotNull(over);
        Assert.Equal((StatusCode.ResourceExhausted, ErrorReasons.QuotaExceeded), (over.Code, over.Reason));
        Assert.InRange(over.RetryAfter!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorReasons.QuotaExceeded, (await RecordsAsync(hub))[0].Reason);
    }

    [Fact]
    public async Task Restart_gives_nobody_a_second_days_quota()
    {
        var first = await RunningHub.StartAsync();
        await using (first)
        {
            for (var i = 0; i < 40; i++)
                await first.Beneficiaries("mtess").GetBeneficiaryAsync(Request, RunningHub.Purpose);
        }

        await using var second = await RunningHub.StartAsync([.. first.SameLog]);
        var until = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            Assert.True(DateTime.UtcNow < until, "the questions before the restart were not counted within 10 s");
            try
            {
                await second.Beneficiaries("mtess").GetBeneficiaryAsync(Request, RunningHub.Purpose);
            }
            catch (RpcException e)
            {
                Assert.True(Problem.TryRead(e, out var over));
                Assert.Equal((ErrorReasons.QuotaExceeded, "per_day"), (over.Reason, over.Facts["limit"]));
                return;
            }
        }
    }

    [Fact]
    public async Task Stream_is_masked_counted_and_recorded_message_by_message()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        using var call = hub.Beneficiaries("mtess").BatchGetBeneficiaries(RunningHub.Purpose, DateTime.UtcNow.AddSeconds(20));

        string[] numbers = [Known, "99000012", "10x"];
        for (var i = 0; i < numbers.Length; i++)
            await call.RequestStream.WriteAsync(new() { CorrelationId = i + 1, NationalId = new NationalId { Number = numbers[i] } });
        await call.RequestStream.CompleteAsync();
        var answers = new SortedDictionary<long, BatchGetBeneficiariesResponse>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            answers.Add(call.ResponseStream.Current.CorrelationId, call.ResponseStream.Current);

        Assert.Equal("Perséfone", answers[1].Beneficiary.Person.Name.FirstGivenName);
        Assert.Empty(answers[1].Beneficiary.Person.Name.FirstSurname);
        Assert.Equal((int)StatusCode.NotFound, answers[2].Error.Code);
        Assert.Equal((int)StatusCode.InvalidArgument, answers[3].Error.Code);
        var records = await RecordsAsync(hub);
        Assert.Equal(3, records.Count);
        var exchange = call.GetTrailers().GetValue("vamos-exchange-id");
        Assert.All(records, record => Assert.StartsWith(exchange + ".", record.ExchangeId, StringComparison.Ordinal));
        Assert.Equal(3, records.Select(r => r.SubjectHash).Distinct().Count());
        Assert.Equal(["mds", "mds"], records.SelectMany(r => r.Hops).Select(h => h.Institution));
        Assert.Contains(records, r => r.ReleasedFields.Contains("beneficiary.person.name.first_given_name"));
    }

    [Fact]
    public async Task Stream_of_many_answers_all_with_bounded_memory_and_few_commits()
    {
        const int Questions = 5_000;
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        using var call = hub.Beneficiaries("utgs").BatchGetBeneficiaries(RunningHub.Purpose, DateTime.UtcNow.AddMinutes(1));

        var asking = Task.Run(async () =>
        {
            for (var i = 1; i <= Questions; i++)
                await call.RequestStream.WriteAsync(new() { CorrelationId = i, NationalId = new NationalId { Number = Known } });
            await call.RequestStream.CompleteAsync();
        });
        var answered = new HashSet<long>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            Assert.True(answered.Add(call.ResponseStream.Current.CorrelationId));
        await asking;

        Assert.Equal(Questions, answered.Count);
        Assert.InRange(hub.Part<Hub.Audit.AuditLog>().Commits, 1, Questions / 2);
    }

    [Fact]
    public async Task Stream_over_its_quota_of_the_second_is_read_more_slowly()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        using var call = hub.Beneficiaries("mds").BatchGetBeneficiaries(RunningHub.Purpose, DateTime.UtcNow.AddSeconds(30));
        var clock = Stopwatch.StartNew();
        for (var i = 1; i <= 8; i++)
            await call.RequestStream.WriteAsync(new() { CorrelationId = i, NationalId = new NationalId { Number = Known } });
        await call.RequestStream.CompleteAsync();

        var answered = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            answered++;

        Assert.Equal(8, answered);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(2.5), $"8 questions at 2 a second took {clock.Elapsed}");
    }

    [Fact]
    public async Task Stream_over_its_quota_of_the_day_ends_with_the_reason_after_what_was_within_it()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        using var call = hub.Beneficiaries("mtess").BatchGetBeneficiaries(RunningHub.Purpose, DateTime.UtcNow.AddSeconds(20));
        for (var i = 1; i <= 45; i++)
            await call.RequestStream.WriteAsync(new() { CorrelationId = i, NationalId = new NationalId { Number = Known } });

        var problem = await Fails.WithAsync(StatusCode.ResourceExhausted, async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                Assert.InRange(call.ResponseStream.Current.CorrelationId, 1, 40);
        });

        Assert.Equal(ErrorReasons.QuotaExceeded, problem.Reason);
        Assert.Equal("per_day", problem.Facts["limit"]);
    }

    private static async Task<IReadOnlyList<ExchangeRecord>> RecordsAsync(RunningHub hub) =>
        (await hub.Part<ExchangeHistory>().ListAsync(new ExchangeQuery(), 1000, "", CancellationToken.None)).Exchanges;
}
