namespace Vamos.Hub.Tests.Eligibility;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Hub.Tests.Running;

/// <summary>Many people judged over one stream.</summary>
public sealed class BatchTests
{
    private const int Many = 5_000;

    [Fact(Timeout = 120_000)]
    public async Task Every_question_is_answered_once_as_it_would_be_alone_and_the_sources_are_asked_in_sets()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        for (var i = 0; i < Many; i += 7)
            lab.Dead[Number(i)] = true;
        for (var i = 0; i < Many; i += 11)
            lab.Employed[Number(i)] = true;

        var answers = await AskAsync(lab, Enumerable.Range(0, Many).Select(i => i switch
        {
            0 => new BatchCheckEligibilityRequest { CorrelationId = 0, NationalId = Id(0), ProgrammeCode = EligibilityLab.Pension, View = DecisionView.Full },
            _ => new BatchCheckEligibilityRequest { CorrelationId = i, NationalId = Id(i) },
        }));

        Assert.Equal(Enumerable.Range(0, Many).Select(i => (long)i), answers.Keys.Order());
        var unalike = answers.Where(answer => answer.Value.Decision?.Verdict
            != (answer.Key % 7 == 0 || answer.Key % 11 == 0 ? Verdict.NotEligible : Verdict.Eligible)).ToArray();
        Assert.True(unalike.Length == 0, $"{unalike.Length} wrong, first {unalike.FirstOrDefault()}");
        Assert.Equal((Many, Many), (lab.Mds.Asked, lab.Mtess.Asked));
        Assert.InRange(lab.Mds.Batches, 1, Many / 20);

        foreach (var i in new[] { 0, 1, 7, 11, Many - 1 })
        {
            var alone = await lab.CheckAsync(Number(i));
            Assert.True(alone.Provenance.FromCache);
            var inBatch = answers[i].Decision;
            Assert.Equal((inBatch.Verdict, inBatch.RulesVersion, inBatch.AsOf), (alone.Verdict, alone.RulesVersion, alone.AsOf));
            Assert.Equal(inBatch.Criteria, alone.Criteria);
            Assert.Equal(inBatch.Sources, alone.Sources);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Question_that_cannot_be_answered_is_refused_alone()
    {
        await using var lab = await EligibilityLab.StartAsync();

        var answers = await AskAsync(lab, [
            Question(10, "99000004", EligibilityLab.Pension),
            Question(11, "10x"),
            Question(12, "99000005", "pension-de-nadie"),
            new BatchCheckEligibilityRequest { CorrelationId = 13 },
            new BatchCheckEligibilityRequest { CorrelationId = 14, NationalId = Id(4), AsOf = new Date { Year = 2026 } },
            new BatchCheckEligibilityRequest { CorrelationId = 15, NationalId = Id(4), MaxAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(-1)) },
            Question(16, "99000006")]);

        Assert.Equal([10L, 11, 12, 13, 14, 15, 16], answers.Keys.Order());
        Assert.All(new long[] { 10, 16 }, i => Assert.Equal(Verdict.Eligible, answers[i].Decision.Verdict));
        Assert.All(new long[] { 11, 13, 14, 15 }, i => Assert.Equal((int)StatusCode.InvalidArgument, answers[i].Error.Code));
        Assert.Equal((int)StatusCode.NotFound, answers[12].Error.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_question_leaves_out_is_taken_from_the_first()
    {
        await using var lab = await EligibilityLab.StartAsync();
        var first = Question(1, "99000004", EligibilityLab.Pension);
        first.AsOf = new Date { Year = 2020, Month = 6, Day = 30 };
        first.View = DecisionView.Full;
        var own = Question(3, "99000006");
        own.AsOf = new Date { Year = 2026, Month = 6, Day = 30 };
        own.View = DecisionView.Verdict;

        var answers = await AskAsync(lab, [first, Question(2, "99000005"), own]);

        Assert.Equal("ley-3728-2009", answers[2].Decision.RulesVersion);
        Assert.NotEmpty(answers[2].Decision.Criteria);
        Assert.Equal("ley-7322-2024", answers[3].Decision.RulesVersion);
        Assert.Empty(answers[3].Decision.Criteria);
    }

    [Fact(Timeout = 60_000)]
    public async Task Person_asked_about_several_times_in_a_stream_is_answered_each_time()
    {
        await using var lab = await EligibilityLab.HeardAsync();

        var answers = await AskAsync(lab, Enumerable.Range(0, 300).Select(i => Question(i, "99000004", EligibilityLab.Pension)));

        Assert.Equal(300, answers.Count);
        Assert.All(answers.Values, answer => Assert.Equal(Verdict.Eligible, answer.Decision.Verdict));
        Assert.Equal(1, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Programme_outside_of_the_agreement_is_not_judged_in_a_stream_either()
    {
        await using var lab = await EligibilityLab.StartAsync();

        var code = StatusCode.OK;
        var answers = new Dictionary<long, BatchCheckEligibilityResponse>();
        try
        {
            answers = await AskAsync(lab, [Question(1, "99000004", EligibilityLab.Abrazo), Question(2, "99000004", EligibilityLab.Pension)], "minna");
        }
        catch (RpcException e)
        {
            code = e.StatusCode;
        }

        Assert.True(
            code == StatusCode.PermissionDenied || (answers.TryGetValue(2, out var second) && second.Error?.Code == (int)StatusCode.PermissionDenied),
            $"status {code}, {answers.Count} answers");
        Assert.All(answers.Values.Where(a => a.Decision is not null), a => Assert.Empty(a.Decision.Criteria));
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_fails_leaves_verdicts_open_and_nothing_of_it_is_kept()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        lab.BeforeMtess = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "down"));
        var open = await AskAsync(lab, Enumerable.Range(0, 500).Select(i => Question(i, Number(i), EligibilityLab.Pension)));
        lab.BeforeMtess = (_, _) => Task.CompletedTask;
        var closed = await AskAsync(lab, Enumerable.Range(0, 500).Select(i => Question(i, Number(i), EligibilityLab.Pension)));

        Assert.All(open.Values, answer => Assert.Equal(Verdict.Undetermined, answer.Decision.Verdict));
        Assert.All(closed.Values, answer => Assert.Equal(Verdict.Eligible, answer.Decision.Verdict));
        Assert.Equal(500, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stream_that_its_caller_gives_up_leaves_the_hub_as_it_was()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        lab.BeforeMds = (_, context) => Task.Delay(5, context.CancellationToken);
        using var gone = new CancellationTokenSource();
        using (var call = lab.Client().BatchCheckEligibility(RunningHub.Purpose, cancellationToken: gone.Token))
        {
            for (var i = 0; i < 600; i++)
                await call.RequestStream.WriteAsync(Question(i, Number(i), EligibilityLab.Pension));
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            await gone.CancelAsync();
        }

        lab.BeforeMds = (_, _) => Task.CompletedTask;
        var answers = await AskAsync(lab, Enumerable.Range(0, 600).Select(i => Question(i, Number(i), EligibilityLab.Pension)));
        Assert.Equal(600, answers.Count);
        Assert.All(answers.Values, answer => Assert.Equal(Verdict.Eligible, answer.Decision.Verdict));
    }

    private static string Number(int i) => $"{91_000_000 + i}";

    private static NationalId Id(int i) => new() { Number = Number(i) };

    private static BatchCheckEligibilityRequest Question(long id, string number, string programme = "") =>
        new() { CorrelationId = id, NationalId = new NationalId { Number = number }, ProgrammeCode = programme };

    private static async Task<Dictionary<long, BatchCheckEligibilityResponse>> AskAsync(
        EligibilityLab lab, IEnumerable<BatchCheckEligibilityRequest> questions, string institution = "utgs")
    {
        using var call = lab.Client(institution).BatchCheckEligibility(RunningHub.Purpose, DateTime.UtcNow.AddSeconds(60));
        var asking = Task.Run(async () =>
        {
            foreach (var question in questions)
                await call.RequestStream.WriteAsync(question);
            await call.RequestStream.CompleteAsync();
        });
        var answers = new Dictionary<long, BatchCheckEligibilityResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            answers.Add(answer.CorrelationId, answer);
        await asking;
        return answers;
    }
}
