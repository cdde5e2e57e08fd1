namespace Vamos.Hub.Tests.Referrals;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Tests.Running;
using Vamos.Referral.V1;

/// <summary>Referrals as institutions meet them, over mutual TLS and under their agreements.</summary>
public sealed class ReferralServiceTests
{
    [Fact(Timeout = 60_000)]
    public async Task Person_is_sent_there_and_back_and_only_the_parties_see_it()
    {
        await using var hub = await ReferralHub.StartAsync();
        var sent = await hub.SendAsync();
        var accepted = await hub.AcceptAsync(sent.ReferralId);
        var completed = (await hub.As("mtess").CompleteReferralAsync(
            new CompleteReferralRequest { ReferralId = sent.ReferralId, Version = accepted.Version, Outcome = " Terminó el curso. ", RequestId = "c" }, ReferralHub.Purpose)).Referral;
        var counter = ReferralHub.Request(service: KnownServices.Transfer);
        counter.CounterToReferralId = sent.ReferralId;
        var back = (await hub.As("mtess").CreateReferralAsync(counter, ReferralHub.Purpose)).Referral;

        Assert.Equal((ReferralState.Completed, "Terminó el curso.", "EXP-7"), (completed.State, completed.Outcome, completed.CaseId));
        Assert.Equal(("mtess", "mds"), (back.SenderInstitution, back.ReceiverInstitution));
        foreach (var party in new[] { "mds", "mtess" })
        {
            Assert.Equal(completed, (await hub.As(party).GetReferralAsync(new GetReferralRequest { ReferralId = sent.ReferralId }, ReferralHub.Purpose)).Referral);
            Assert.Equal([back, completed], (await hub.As(party).ListReferralsAsync(new ListReferralsRequest(), ReferralHub.Purpose)).Referrals);
        }

        Assert.Empty((await hub.As("minna").ListReferralsAsync(new ListReferralsRequest(), ReferralHub.Purpose)).Referrals);
        var unseen = await Fails.WithAsync(
            StatusCode.NotFound, () => hub.As("minna").GetReferralAsync(new GetReferralRequest { ReferralId = sent.ReferralId }, ReferralHub.Purpose).ResponseAsync);
        var none = await Fails.WithAsync(
            StatusCode.NotFound, () => hub.As("minna").GetReferralAsync(new GetReferralRequest { ReferralId = "none" }, ReferralHub.Purpose).ResponseAsync);
        Assert.Equal((ErrorReasons.ReferralNotFound, none.Message), (unseen.Reason, unseen.Message));
    }

    [Fact(Timeout = 60_000)]
    public async Task Refusals_have_their_status_and_reason()
    {
        await using var hub = await ReferralHub.StartAsync();
        var id = (await hub.SendAsync()).ReferralId;

        Assert.Equal(ErrorReasons.NotTheReceiver, (await RefusedAsync(StatusCode.PermissionDenied, "mds", id)).Reason);
        Assert.Equal(ErrorReasons.ReferralNotFound, (await RefusedAsync(StatusCode.NotFound, "minna", id)).Reason);
        var changed = await RefusedAsync(StatusCode.Aborted, "mtess", id, version: 9);
        Assert.Equal((ErrorReasons.ReferralChanged, "1"), (changed.Reason, changed.Facts["version"]));
        await hub.AcceptAsync(id);
        var wrong = await RefusedAsync(StatusCode.FailedPrecondition, "mtess", id);
        Assert.Equal((ErrorReasons.ReferralStateWrong, "REFERRAL_STATE_ACCEPTED"), (wrong.Reason, wrong.Facts["state"]));

        var unknown = await Fails.WithAsync(
            StatusCode.InvalidArgument, () => hub.As("mds").CreateReferralAsync(ReferralHub.Request(service: "none"), ReferralHub.Purpose).ResponseAsync);
        Assert.Equal("service_id", Assert.Single(unknown.Fields).Field);

        Task<Problem> RefusedAsync(StatusCode code, string caller, string referral, long version = 0) => Fails.WithAsync(
            code, () => hub.As(caller).AcceptReferralAsync(
                new AcceptReferralRequest { ReferralId = referral, Version = version, RequestId = Guid.NewGuid().ToString() }, ReferralHub.Purpose).ResponseAsync);
    }

    [Fact(Timeout = 60_000)]
    public async Task Same_request_again_gets_the_first_answer_and_another_under_its_name_is_refused()
    {
        await using var hub = await ReferralHub.StartAsync();
        var request = ReferralHub.Request();
        var first = (await hub.As("mds").CreateReferralAsync(request, ReferralHub.Purpose)).Referral;
        await hub.AcceptAsync(first.ReferralId);

        Assert.Equal(first, (await hub.As("mds").CreateReferralAsync(request, ReferralHub.Purpose)).Referral);
        request.Reason = "Otra cosa.";
        var reused = await Fails.WithAsync(StatusCode.InvalidArgument, () => hub.As("mds").CreateReferralAsync(request, ReferralHub.Purpose).ResponseAsync);
        Assert.Equal("request_id", Assert.Single(reused.Fields).Field);
    }

    [Fact(Timeout = 60_000)]
    public async Task Malformed_requests_name_every_field_at_once()
    {
        await using var hub = await ReferralHub.StartAsync();
        var client = hub.As("mds");

        Assert.Equal(
            ["national_id", "service_id", "reason", "deadline", "counter_to_referral_id", "request_id"],
            await FieldsAsync(() => client.CreateReferralAsync(
                new CreateReferralRequest { Reason = " ", Deadline = new Timestamp { Nanos = -1 }, CounterToReferralId = "ñ", RequestId = new string('x', 129) },
                ReferralHub.Purpose).ResponseAsync));
        Assert.Equal(
            ["referral_id", "version", "request_id", "deadline"],
            await FieldsAsync(() => client.AcceptReferralAsync(
                new AcceptReferralRequest { Version = -1, Deadline = new Timestamp { Seconds = long.MaxValue } }, ReferralHub.Purpose).ResponseAsync));
        Assert.Equal(
            ["referral_id", "request_id", "decline_reason"],
            await FieldsAsync(() => client.DeclineReferralAsync(new DeclineReferralRequest { ReferralId = "a b", DeclineReason = new string('x', 1001) }, ReferralHub.Purpose).ResponseAsync));
        Assert.Equal(
            ["outcome"],
            await FieldsAsync(() => client.CompleteReferralAsync(new CompleteReferralRequest { ReferralId = "a", RequestId = "b", Outcome = "\u0007" }, ReferralHub.Purpose).ResponseAsync));
        Assert.Equal(
            ["direction", "states[1]", "page_size", "page_token"],
            await FieldsAsync(() => client.ListReferralsAsync(
                new ListReferralsRequest { Direction = (ReferralDirection)9, States = { ReferralState.Sent, ReferralState.Unspecified }, PageSize = -1, PageToken = "x" },
                ReferralHub.Purpose).ResponseAsync));
        Assert.Equal(["referral_id"], await FieldsAsync(() => client.GetReferralAsync(new GetReferralRequest(), ReferralHub.Purpose).ResponseAsync));

        static async Task<IEnumerable<string>> FieldsAsync(Func<Task> call) => (await Fails.WithAsync(StatusCode.InvalidArgument, call)).Fields.Select(f => f.Field);
    }

    [Fact(Timeout = 60_000)]
    public async Task Text_that_seems_to_name_somebody_is_refused_in_spanish()
    {
        await using var hub = await ReferralHub.StartAsync();
        var request = ReferralHub.Request();
        request.Reason = "Su madre es la C.I. 1.234.567.";

        var refused = await Fails.WithAsync(StatusCode.InvalidArgument, () => hub.As("mds").CreateReferralAsync(request, ReferralHub.Purpose).ResponseAsync);

        Assert.Equal("reason", Assert.Single(refused.Fields).Field);
        Assert.Contains("número de cédula", refused.Localized, StringComparison.Ordinal);
        Assert.DoesNotContain("1.234.567", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Party_sees_of_a_referral_what_its_agreement_grants()
    {
        await using var hub = await ReferralHub.StartAsync();
        using var watch = await hub.WatchAsync("mspbs");
        var sent = await hub.SendAsync(service: KnownServices.Clinic);
        var little = new Referral { ReferralId = sent.ReferralId, State = ReferralState.Sent };

        Assert.Equal(little, (await hub.As("mspbs").GetReferralAsync(new GetReferralRequest { ReferralId = sent.ReferralId }, ReferralHub.Purpose)).Referral);
        Assert.Equal([little], (await hub.As("mspbs").ListReferralsAsync(new ListReferralsRequest(), ReferralHub.Purpose)).Referrals);
        Assert.Equal(little, (await watch.NextAsync()).Referral);
    }

    [Fact(Timeout = 60_000)]
    public async Task Watch_tells_both_parties_goes_on_from_its_token_and_ends_with_its_agreement()
    {
        await using var hub = await ReferralHub.StartAsync();
        using var sender = await hub.WatchAsync("mds");
        using var receiver = await hub.WatchAsync("mtess");
        using var other = await hub.WatchAsync("minna");
        var id = (await hub.SendAsync()).ReferralId;
        var first = await sender.NextAsync();
        Assert.Equal((ReferralEventKind.Changed, id, ReferralState.Sent), (first.Kind, first.Referral.ReferralId, first.Referral.State));
        Assert.Equal(first.Referral, (await receiver.NextAsync()).Referral);

        await hub.AcceptAsync(id);
        using var again = await hub.WatchAsync("mds", first.ResumeToken);
        Assert.Equal(ReferralState.Accepted, (await again.NextAsync()).Referral.State);

        var own = (await hub.SendAsync(service: KnownServices.Clinic, sender: "minna")).ReferralId;
        Assert.Equal(own, (await other.NextAsync()).Referral.ReferralId);

        foreach (var token in new[] { first.ResumeToken, ByteString.CopyFromUtf8("x") })
        {
            var refused = await Fails.WithAsync(StatusCode.InvalidArgument, async () => await (await hub.WatchAsync("minna", token)).NextAsync());
            Assert.Equal("resume_token", Assert.Single(refused.Fields).Field);
        }

        File.Delete(ReferralAgreements.FileOf(hub.Agreements, "minna"));
        Assert.Equal(ErrorReasons.NoAgreement, (await Fails.WithAsync(StatusCode.PermissionDenied, other.NextAsync)).Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Watches_beyond_the_bound_are_refused_until_one_ends()
    {
        await using var hub = await ReferralHub.StartAsync();
        var open = new List<ReferralStream>();
        for (var i = 0; i < 16; i++)
            open.Add(await hub.WatchAsync("mds"));

        var refused = await Fails.WithAsync(StatusCode.ResourceExhausted, async () => await (await hub.WatchAsync("mds")).NextAsync());
        Assert.Equal(ErrorReasons.TooManyWatchers, refused.Reason);

        foreach (var stream in open)
            stream.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Referrals_are_there_again_after_a_restart()
    {
        var database = Path.Combine(Directory.CreateTempSubdirectory("vamos-referrals-").FullName, "referrals.db");
        string id;
        ByteString token;
        await using (var hub = await ReferralHub.StartAsync($"--Hub:Referrals:Database={database}"))
        {
            using var watch = await hub.WatchAsync("mds");
            id = (await hub.SendAsync()).ReferralId;
            token = (await watch.NextAsync()).ResumeToken;
            await hub.AcceptAsync(id);
        }

        await using var later = await ReferralHub.StartAsync($"--Hub:Referrals:Database={database}");
        using var again = await later.WatchAsync("mds", token);
        Assert.Equal((id, ReferralState.Accepted), ((await again.NextAsync()).Referral is var r ? (r.ReferralId, r.State) : default));
    }

    [Fact(Timeout = 60_000)]
    public async Task Person_of_another_country_or_series_comes_back_as_given()
    {
        await using var hub = await ReferralHub.StartAsync();
        NationalId[] people =
        [
            new() { Number = "123456", Letter = "A" }, new() { Number = "X9-7", CountryCode = "BR" }, new() { Number = "7", CountryCode = "PY" },
        ];
        foreach (var person in people)
        {
            var request = ReferralHub.Request();
            request.NationalId = person;
            Assert.Equal(person.Canonical(), (await hub.As("mds").CreateReferralAsync(request, ReferralHub.Purpose)).Referral.NationalId);
        }
    }
}
