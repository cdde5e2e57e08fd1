namespace Vamos.Hub.Tests.Sources;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hub.Tests.Running;

/// <summary>What one institution's trouble costs the others, and how it ends.</summary>
public sealed class TroubledSourceTests
{
    private const string Known = "99000004";

    [Fact]
    public async Task Institution_that_cannot_be_reached_is_not_asked_for_a_while_and_found_again()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        int port;
        await using (var gone = await ScriptedAdapter.StartAsync("mtess"))
            port = gone.Address.Port;
        await using var hub = await RunningHub.StartAsync([], (mds.Institution, mds.Address), ("mtess", new Uri($"https://localhost:{port}")));

        await UntilAsync(hub, status => status.Detail.Contains("lately", StringComparison.Ordinal));
        await using var back = (await ScriptedAdapter.StartAsync("mtess", port: port)).Knows(Known);

        await UntilAsync(hub, status => status.State == SourceState.Ok);
    }

    [Fact]
    public async Task Institution_that_hangs_costs_its_time_a_few_times_only()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mtess = await ScriptedAdapter.StartAsync("mtess");
        mtess.Answers = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new GetRecordsResponse();
        };
        await using var hub = await RunningHub.StartAsync(
            ["--Hub:Sources:1:Timeout=00:00:00.200"], (mds.Institution, mds.Address), (mtess.Institution, mtess.Address));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => hub.GetAsync(Known)));
        await UntilAsync(hub, status => status.Detail.Contains("lately", StringComparison.Ordinal));
        var clock = Stopwatch.StartNew();
        var found = await hub.GetAsync(Known);

        Assert.Single(found.PersonRecords);
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(190), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task Institution_that_says_its_legacy_system_is_down_is_asked_each_time()
    {
        await using var mtess = await ScriptedAdapter.StartAsync("mtess");
        mtess.Answers = (request, _) => request.NationalId.Number == Known
            ? Task.FromResult(new GetRecordsResponse { Records = mtess.Records(request) })
            : throw new RpcException(new Status(StatusCode.Unavailable, "no"));
        await using var hub = await RunningHub.StartAsync(mtess);

        for (var i = 0; i < 30; i++)
            Assert.Equal(SourceState.Unavailable, Assert.Single((await hub.GetAsync($"{100 + i}")).Sources.OfAdapters()).State);

        Assert.Equal(SourceState.Ok, Assert.Single((await hub.GetAsync(Known)).Sources.OfAdapters()).State);
    }

    [Fact]
    public async Task Questions_beyond_those_that_may_wait_are_turned_away_at_once()
    {
        await using var mtess = await ScriptedAdapter.StartAsync("mtess");
        var answer = new TaskCompletionSource();
        mtess.Answers = async (request, _) =>
        {
            await answer.Task;
            return new GetRecordsResponse { Records = mtess.Records(request) };
        };
        await using var hub = await RunningHub.StartAsync(
            ["--Hub:Sources:0:AtOnce=2", "--Hub:Sources:0:Timeout=00:00:30"], (mtess.Institution, mtess.Address));

        var asked = Enumerable.Range(0, 30).Select(i => hub.GetAsync($"{1_000 + i}")).ToList();
        var turnedAway = new List<Beneficiary>();
        while (turnedAway.Count < 20)
        {
            var done = await Task.WhenAny(asked);
            asked.Remove(done);
            turnedAway.Add(await done);
        }

        answer.SetResult();
        var answered = await Task.WhenAll(asked);

        Assert.All(turnedAway, found => Assert.Contains("Too many", Assert.Single(found.Sources.OfAdapters()).Detail, StringComparison.Ordinal));
        Assert.All(answered, found => Assert.Equal(SourceState.Ok, Assert.Single(found.Sources.OfAdapters()).State));
    }

    [Fact]
    public async Task Batch_reads_a_source_in_sets_and_answers_as_single_lookups_do()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        mds.Answers = (request, _) => Task.FromResult(new GetRecordsResponse
        {
            Records = request.NationalId.Number.EndsWith('7') ? ScriptedAdapter.Unknown(request) : mds.Records(request),
        });
        await using var hub = await RunningHub.StartAsync(mds);
        using var call = hub.Beneficiaries().BatchGetBeneficiaries(RunningHub.Purpose, DateTime.UtcNow.AddSeconds(60));
        var reading = ReadAsync(call);
        for (var i = 0; i < 2_000; i++)
            await call.RequestStream.WriteAsync(new BatchGetBeneficiariesRequest { CorrelationId = i, NationalId = new NationalId { Number = $"{1_000 + i}" } });
        await call.RequestStream.CompleteAsync();

        var answers = await reading;

        Assert.Equal(2_000, answers.Count);
        Assert.All(answers, answer => Assert.Equal(answer.Key % 10 == 7, answer.Value.Error is not null));
        Assert.All(answers.Values.Where(answer => answer.Error is null), answer => Assert.Equal(SourceState.Ok, Assert.Single(answer.Beneficiary.Sources.OfAdapters()).State));
        Assert.True(mds.Batches < 400, $"2,000 people took {mds.Batches} streams");
    }

    private static async Task<Dictionary<long, BatchGetBeneficiariesResponse>> ReadAsync(
        AsyncDuplexStreamingCall<BatchGetBeneficiariesRequest, BatchGetBeneficiariesResponse> call)
    {
        var answers = new Dictionary<long, BatchGetBeneficiariesResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
            answers.Add(answer.CorrelationId, answer);
        return answers;
    }

    private static async Task UntilAsync(RunningHub hub, Func<SourceStatus, bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds((await hub.GetAsync(Known)).Sources.Single(status => status.Institution == "mtess")))
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "waited in vain");
    }
}
