namespace Vamos.Hub.Tests.Beneficiaries;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Tests.Running;

/// <summary>Changes that institutions tell, as a caller hears them through the hub.</summary>
public sealed class WatchTests
{
    private const string Known = "99000004";
    private const string Other = "99000005";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 60_000)]
    public async Task Change_comes_with_person_kind_institution_and_time_and_each_kind_alone()
    {
        await using var mds = await StartAsync("mds");
        await using var hub = await HubAsync(mds.Adapter);
        await using var watch = await Watch.OpenAsync(hub);

        mds.Feed.Change(Known, FactKind.Person, FactKind.Enrollment);
        mds.Feed.Change(Other);

        var first = await watch.NextAsync();
        Assert.Equal((Known, FactKind.Person, "mds", ScriptedFeed.Moment), (first.NationalId.Number, first.Kind, first.Institution, first.ChangeTime));
        Assert.Equal(FactKind.Enrollment, (await watch.NextAsync()).Kind);
        var unsaid = await watch.NextAsync();
        Assert.Equal((Other, FactKind.Unspecified), (unsaid.NationalId.Number, unsaid.Kind));
    }

    [Fact(Timeout = 60_000)]
    public async Task Watch_goes_on_from_its_token_in_every_source_and_repeats_what_was_heard_by_half()
    {
        await using var mds = await StartAsync("mds");
        await using var mtess = await StartAsync("mtess");
        await using var hub = await HubAsync(mds.Adapter, mtess.Adapter);
        WatchBeneficiariesResponse half, whole;
        await using (var watch = await Watch.OpenAsync(hub))
        {
            mds.Feed.Change(Known, FactKind.Person, FactKind.Enrollment);
            half = await watch.NextAsync();
            whole = await watch.NextAsync();
        }

        // the other source has told nothing yet, but its place is known
        mtess.Feed.Change(Other, FactKind.Employment);

        await using var behind = await Watch.OpenAsync(hub, whole.ResumeToken);
        Assert.Equal((Other, "mtess"), Said(await behind.NextAsync()));
        await using var again = await Watch.OpenAsync(hub, half.ResumeToken);
        var heard = new[] { await again.NextAsync(), await again.NextAsync(), await again.NextAsync() };
        Assert.Equal([FactKind.Person, FactKind.Enrollment], heard.Where(h => h.Institution == "mds").Select(h => h.Kind));
    }

    [Fact(Timeout = 60_000)]
    public async Task Only_what_the_agreement_covers_and_the_caller_wants_is_told()
    {
        await using var mds = await StartAsync("mds");
        await using var mtess = await StartAsync("mtess");
        await using var hub = await HubAsync(mds.Adapter, mtess.Adapter);
        // covers mds alone
        await using var covered = await Watch.OpenAsync(hub, caller: "mds");
        await using var wanted = await Watch.OpenAsync(hub, kinds: FactKind.Employment);

        mtess.Feed.Change(Known, FactKind.Employment);
        Assert.Equal((Known, "mtess"), Said(await wanted.NextAsync()));
        mds.Feed.Change(Other, FactKind.Person);
        Assert.Equal((Other, "mds"), Said(await covered.NextAsync()));
        mtess.Feed.Change(Other, FactKind.Employment);
        Assert.Equal((Other, "mtess"), Said(await wanted.NextAsync()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Kinds_that_the_agreement_lets_nobody_look_up_are_not_told()
    {
        var folder = TestAgreements.Copy();
        var document = Path.Combine(folder, "agreements", "narrow.yaml");
        await File.AppendAllTextAsync(document, "  - method: BeneficiaryService/WatchBeneficiaries\n    fields: ['*']\n");
        await using var mds = await StartAsync("mds");
        mds.Adapter.Offers = [FactKind.Person, FactKind.Enrollment, FactKind.Pregnancy];
        await using var hub = await HubAsync([$"--Hub:Agreements:Directory={folder}"], mds.Adapter);
        await using var watch = await Watch.OpenAsync(hub, caller: "mtess");

        mds.Feed.Change(Known, FactKind.Pregnancy, FactKind.Enrollment);
        mds.Feed.Change(Other, FactKind.Pregnancy);
        mds.Feed.Change(Other, FactKind.Person);

        Assert.Equal([FactKind.Enrollment, FactKind.Person], [(await watch.NextAsync()).Kind, (await watch.NextAsync()).Kind]);
        await Fails.WithAsync(StatusCode.Unimplemented, async () => await (await Watch.OpenAsync(hub, caller: "mtess", kinds: FactKind.Pregnancy)).NextAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Feed_that_breaks_goes_on_without_the_caller_noticing()
    {
        await using var mds = await StartAsync("mds");
        await using var hub = await HubAsync(mds.Adapter);
        await using var watch = await Watch.OpenAsync(hub);
        mds.Feed.Change(Known, FactKind.Person);
        Assert.Equal(Known, (await watch.NextAsync()).NationalId.Number);

        mds.Feed.Down = true;
        mds.Feed.Break();
        mds.Feed.Change(Other, FactKind.Person);
        mds.Feed.Down = false;

        Assert.Equal(Other, (await watch.NextAsync()).NationalId.Number);
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_is_down_holds_up_nobody_and_is_heard_when_it_is_back()
    {
        await using var mds = await StartAsync("mds");
        await using var mtess = await StartAsync("mtess");
        mtess.Feed.Down = true;
        await using var hub = await HubAsync(mds.Adapter, mtess.Adapter);
        await using var watch = await Watch.OpenAsync(hub);

        mds.Feed.Change(Known, FactKind.Person);
        Assert.Equal((Known, "mds"), Said(await watch.NextAsync()));
        mtess.Feed.Down = false;
        // the hub and the caller both listen again
        await UntilAsync(() => mtess.Feed.Listened == 2);
        mtess.Feed.Change(Other, FactKind.Employment);
        Assert.Equal((Other, "mtess"), Said(await watch.NextAsync()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Token_that_a_source_has_forgotten_ends_the_stream_with_that_reason()
    {
        await using var mds = await StartAsync("mds");
        await using var hub = await HubAsync(mds.Adapter);
        await using var watch = await Watch.OpenAsync(hub);
        mds.Feed.Change(Known, FactKind.Person);
        var token = (await watch.NextAsync()).ResumeToken;
        mds.Feed.Forget();

        var problem = await Fails.WithAsync(StatusCode.OutOfRange, async () => await (await Watch.OpenAsync(hub, token)).NextAsync());

        Assert.Equal(ErrorReasons.ResumeTokenExpired, problem.Reason);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("nonsense")]
    [InlineData("\u0001\u0003mds\u0000\u0002xy")]
    public async Task Malformed_token_is_refused_whether_the_hub_or_a_source_finds_it(string token)
    {
        await using var mds = await StartAsync("mds");
        await using var hub = await HubAsync(mds.Adapter);

        var problem = await Fails.WithAsync(
            StatusCode.InvalidArgument, async () => await (await Watch.OpenAsync(hub, ByteString.CopyFromUtf8(token))).NextAsync());

        Assert.Equal("resume_token", Assert.Single(problem.Fields).Field);
    }

    [Fact(Timeout = 60_000)]
    public async Task Watch_where_nobody_tells_changes_says_so_at_once()
    {
        await using var mds = await ScriptedAdapter.StartAsync("mds");
        await using var hub = await HubAsync(mds);

        var problem = await Fails.WithAsync(StatusCode.Unimplemented, async () => await (await Watch.OpenAsync(hub)).NextAsync());

        Assert.Equal(ErrorReasons.NotOffered, problem.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_change_is_recorded_and_the_stream_ends_with_its_agreement()
    {
        var folder = TestAgreements.Copy();
        await using var mds = await StartAsync("mds");
        await using var hub = await HubAsync([$"--Hub:Agreements:Directory={folder}"], mds.Adapter);
        await using var watch = await Watch.OpenAsync(hub);
        mds.Feed.Change(Known, FactKind.Person);
        await watch.NextAsync();

        File.Delete(Path.Combine(folder, "agreements", "everything.yaml"));

        // nothing changes any more: a quiet stream ends as well
        var problem = await Fails.WithAsync(StatusCode.PermissionDenied, watch.NextAsync);
        Assert.Equal(ErrorReasons.NoAgreement, problem.Reason);
        var records = (await hub.Part<ExchangeHistory>().ListAsync(new ExchangeQuery(), 10, "", CancellationToken.None)).Exchanges;
        Assert.Equal([ExchangeOutcome.Denied, ExchangeOutcome.Answered], records.Select(r => r.Outcome));
        Assert.False(records[1].SubjectHash.IsEmpty);
    }

    private static (string Number, string Institution) Said(WatchBeneficiariesResponse change) => (change.NationalId.Number, change.Institution);

    private static async Task<TellingAdapter> StartAsync(string institution)
    {
        var adapter = await ScriptedAdapter.StartAsync(institution);
        var feed = new ScriptedFeed();
        adapter.Changes = feed.WatchAsync;
        adapter.Offers = institution == "mtess" ? [FactKind.Employment] : [FactKind.Person, FactKind.Enrollment];
        return new TellingAdapter(adapter, feed);
    }

    private static Task<RunningHub> HubAsync(params ScriptedAdapter[] adapters) => HubAsync([], adapters);

    private static async Task<RunningHub> HubAsync(string[] settings, params ScriptedAdapter[] adapters)
    {
        var hub = await RunningHub.StartAsync(settings, [.. adapters.Select(a => (a.Institution, a.Address))]);
        await hub.DescribedAsync();
        return hub;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var until = DateTime.UtcNow + Patience;
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < until, "it did not come about in time");
            await Task.Delay(20);
        }
    }

    private sealed record TellingAdapter(ScriptedAdapter Adapter, ScriptedFeed Feed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Adapter.DisposeAsync();
    }

    private sealed class Watch(AsyncServerStreamingCall<WatchBeneficiariesResponse> call) : IAsyncDisposable
    {
        public static async Task<Watch> OpenAsync(RunningHub hub, ByteString? from = null, string caller = "utgs", params FactKind[] kinds)
        {
            var request = new WatchBeneficiariesRequest { ResumeToken = from ?? ByteString.Empty, Kinds = { kinds } };
            var call = hub.Beneficiaries(caller).WatchBeneficiaries(request, RunningHub.Purpose, DateTime.UtcNow + Patience);
            // what changes from here on is told
            await call.ResponseHeadersAsync;
            return new Watch(call);
        }

        public async Task<WatchBeneficiariesResponse> NextAsync() =>
            await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : throw new InvalidOperationException("the stream ended");

        public ValueTask DisposeAsync()
        {
            call.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
