namespace Vamos.Hub.Tests.Beneficiaries;

using System.Diagnostics;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Tests.Running;

public sealed class LookupTests
{
    private const string Known = "99000004";

    [Fact]
    public async Task Lookup_person_known_to_two_institutions_shows_both_side_by_side()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mtess = (await ScriptedAdapter.StartAsync("mtess")).Knows(Known, r => r.Person.Sex = Sex.Female);
        await using var hub = await RunningHub.StartAsync(mds, mtess);

        var found = await hub.GetAsync(Known);

        Assert.Equal("mds", found.Person.Provenance.Institution);
        Assert.Equal(["mds", "mtess"], found.PersonRecords.Select(p => p.Provenance.Institution));
        Assert.Equal(["mds", "mtess"], found.Enrollments.Select(e => e.Provenance.Institution));
        Assert.Equal([SourceState.Ok, SourceState.Ok], found.Sources.OfAdapters().Select(s => s.State));
        Assert.Empty(found.Conflicts);
    }

    [Fact]
    public async Task Lookup_sources_that_contradict_each_other_names_the_field_and_keeps_both()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known, r => r.Person.BirthDate = new Date { Year = 1991, Month = 2, Day = 3 });
        await using var mtess = (await ScriptedAdapter.StartAsync("mtess")).Knows(Known, r => r.Person.BirthDate = new Date { Year = 1991, Month = 3, Day = 2 });
        await using var hub = await RunningHub.StartAsync(mds, mtess);

        var found = await hub.GetAsync(Known);

        var conflict = Assert.Single(found.Conflicts);
        Assert.Equal("birth_date", conflict.Field);
        Assert.Equal(["mds", "mtess"], conflict.Institutions);
        Assert.Equal([2, 3], found.PersonRecords.Select(p => p.BirthDate.Month));
    }

    [Fact]
    public async Task Lookup_one_source_says_dead_and_the_other_does_not_is_a_conflict()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mspbs = (await ScriptedAdapter.StartAsync("mspbs")).Knows(Known, r => r.Person.Death = new Death { Date = new Date { Year = 2025 }, Provenance = r.Person.Provenance });
        await using var hub = await RunningHub.StartAsync(mds, mspbs);

        var found = await hub.GetAsync(Known);

        Assert.Equal("death", Assert.Single(found.Conflicts).Field);
    }

    [Fact]
    public async Task Lookup_person_that_every_source_denies_is_not_found()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        await using var mtess = await ScriptedAdapter.StartAsync("mtess");
        await using var hub = await RunningHub.StartAsync(mds, mtess);

        var problem = await Fails.WithAsync(StatusCode.NotFound, () => hub.GetAsync("99000012"));

        Assert.Equal(ErrorReasons.PersonNotFound, problem.Reason);
        Assert.Contains("cédula", problem.Localized, StringComparison.Ordinal);
        Assert.DoesNotContain("99000012", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lookup_person_denied_by_one_source_while_another_is_down_is_an_answer_that_says_so()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        await using var hub = await RunningHub.StartAsync([], (mds.Institution, mds.Address), ("mtess", new Uri("https://localhost:1")));

        var found = await hub.GetAsync(Known);

        Assert.Null(found.Person);
        Assert.Equal([SourceState.NotFound, SourceState.Unavailable], found.Sources.OfAdapters().Select(s => s.State));
        Assert.NotEmpty(found.Sources[1].Detail);
    }

    [Fact]
    public async Task Lookup_adapter_that_dies_and_returns_is_missed_and_then_used_again()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        var mtess = (await ScriptedAdapter.StartAsync("mtess")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds, mtess);
        Assert.Equal([SourceState.Ok, SourceState.Ok], (await hub.GetAsync(Known)).Sources.OfAdapters().Select(s => s.State));

        await mtess.DisposeAsync();
        var without = await hub.GetAsync(Known);
        Assert.Equal([SourceState.Ok, SourceState.Unavailable], without.Sources.OfAdapters().Select(s => s.State));
        Assert.Equal("mds", Assert.Single(without.Enrollments).Provenance.Institution);

        await using var back = (await ScriptedAdapter.StartAsync("mtess", port: mtess.Address.Port)).Knows(Known);
        var until = DateTime.UtcNow.AddSeconds(5);
        while ((await hub.GetAsync(Known)).Sources[1].State != SourceState.Ok)
        {
            Assert.True(DateTime.UtcNow < until, "the adapter that came back was not used within 5 s");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task Lookup_source_that_never_answers_costs_no_more_than_the_callers_deadline()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mtess = await ScriptedAdapter.StartAsync("mtess");
        mtess.Answers = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new GetRecordsResponse();
        };
        await using var hub = await RunningHub.StartAsync(mds, mtess);
        await hub.GetAsync(Known);

        var watch = Stopwatch.StartNew();
        var found = await hub.GetAsync(Known, TimeSpan.FromSeconds(1.9));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.9));
        Assert.Equal([SourceState.Ok, SourceState.TimedOut], found.Sources.OfAdapters().Select(s => s.State));
        Assert.NotNull(found.Person);
    }

    [Fact]
    public async Task Lookup_cancelled_by_the_caller_cancels_the_adapters_work()
    {
        var reached = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        mds.Answers = async (_, context) =>
        {
            reached.SetResult();
            context.CancellationToken.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new GetRecordsResponse();
        };
        await using var hub = await RunningHub.StartAsync(mds);
        using var cancel = new CancellationTokenSource();

        var call = hub.Beneficiaries().GetBeneficiaryAsync(
            new GetBeneficiaryRequest { NationalId = new NationalId { Number = Known } }, RunningHub.Purpose, cancellationToken: cancel.Token);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await cancel.CancelAsync();

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task Lookup_records_that_could_not_be_translated_are_counted_in_the_answer()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known, r => r.Issues.Add(new RecordIssue { RecordSource = "nomina", RecordKey = "7" }));
        await using var hub = await RunningHub.StartAsync(mds);

        var source = Assert.Single((await hub.GetAsync(Known)).Sources.OfAdapters());

        Assert.Equal(SourceState.Partial, source.State);
        Assert.Contains("1 record", source.Detail, StringComparison.Ordinal);
    }
}
