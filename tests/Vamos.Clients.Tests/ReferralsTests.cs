namespace Vamos.Clients.Tests;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Clients.Calls;
using Vamos.Clients.Referrals;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Referral.V1;

public sealed class ReferralsTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Person = new() { Number = "99000004" };
    private static readonly Problem Stopping = new(StatusCode.Unavailable, ErrorReasons.Stopping, "Stopping.", "Se detiene.");

    [Fact(Timeout = 30_000)]
    public async Task Referral_is_sent_with_all_that_is_particular_about_it()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Referrals.Answer = _ => new Referral { ReferralId = "r1", Version = 1 };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var until = new DateTimeOffset(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);

        var answer = await connection.Referrals.CreateAsync(Person, "curso", "Busca empleo.", new ReferralOptions
        {
            Until = until,
            CounterTo = "r0",
            RequestId = "mine",
            Declaration = new CallDeclaration { CaseId = "EXP-1" },
        });

        Assert.Equal(("r1", HubScript.ExchangeId), (answer.Referral.ReferralId, answer.ExchangeId));
        var call = Assert.Single(hub.Script.Calls);
        Assert.Equal(
            new CreateReferralRequest
            {
                NationalId = Person, ServiceId = "curso", Reason = "Busca empleo.", Deadline = Timestamp.FromDateTimeOffset(until), CounterToReferralId = "r0", RequestId = "mine",
            },
            call.Request);
        Assert.Equal("EXP-1", call.Header("vamos-case-id"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Receiver_accepts_declines_and_completes_each_under_an_identifier_of_its_own()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Referrals.AcceptAsync("r1", new ReferralOptions { Version = 3 });
        await connection.Referrals.DeclineAsync("r1", "No hay lugar.");
        await connection.Referrals.CompleteAsync("r1", "Listo.");
        await connection.Referrals.GetAsync("r1");

        var requests = hub.Script.Calls.Select(call => call.Request).ToArray();
        var accept = Assert.IsType<AcceptReferralRequest>(requests[0]);
        Assert.Equal(("r1", 3L, null), (accept.ReferralId, accept.Version, accept.Deadline));
        var decline = Assert.IsType<DeclineReferralRequest>(requests[1]);
        Assert.Equal("No hay lugar.", decline.DeclineReason);
        var complete = Assert.IsType<CompleteReferralRequest>(requests[2]);
        Assert.Equal("Listo.", complete.Outcome);
        Assert.Equal("r1", Assert.IsType<GetReferralRequest>(requests[3]).ReferralId);
        Assert.Equal(3, new[] { accept.RequestId, decline.RequestId, complete.RequestId }.Where(id => id.Length != 0).Distinct().Count());
    }

    [Fact(Timeout = 30_000)]
    public async Task Call_that_is_tried_again_keeps_its_identifier()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Other = number =>
        {
            if (number == 1)
                throw Stopping.ToException();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Referrals.CreateAsync(Person, "curso", "Busca empleo.");

        Assert.Single(hub.Script.Calls.Select(call => ((CreateReferralRequest)call.Request).RequestId).Distinct());
        Assert.Equal(2, hub.Script.Calls.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task List_is_read_page_by_page_as_far_as_it_is_wanted()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Referrals.Page = request =>
        {
            var page = request.PageToken.Length == 0 ? 1 : int.Parse(request.PageToken);
            return new ListReferralsResponse { Referrals = { new Referral { ReferralId = $"r{page}" } }, NextPageToken = page == 3 ? "" : $"{page + 1}" };
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var all = await connection.Referrals.ListAsync(ReferralDirection.Received, [ReferralState.Sent]).ToListAsync();
        Assert.Equal(["r1", "r2", "r3"], all.Select(r => r.ReferralId));
        Assert.All(hub.Script.Calls, call => Assert.Equal((ReferralDirection.Received, ReferralState.Sent), Asked((ListReferralsRequest)call.Request)));
        Assert.Equal("r1", (await connection.Referrals.ListAsync().FirstAsync()).ReferralId);
        Assert.Equal(4, hub.Script.Calls.Count);

        static (ReferralDirection, ReferralState) Asked(ListReferralsRequest request) => (request.Direction, Assert.Single(request.States));
    }

    [Fact(Timeout = 30_000)]
    public async Task Watch_that_breaks_goes_on_behind_the_last_event()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Referrals.Watch = async (_, stream, number) =>
        {
            await stream.WriteAsync(new WatchReferralsResponse { ResumeToken = ByteString.CopyFromUtf8($"t{number}") });
            throw Stopping.ToException();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var heard = await connection.Referrals.WatchAsync(new ReferralWatchOptions { ResumeToken = ByteString.CopyFromUtf8("t0") }).Take(2).ToListAsync();

        Assert.Equal(["t1", "t2"], heard.Select(e => e.ResumeToken.ToStringUtf8()));
        Assert.Equal(["t0", "t1"], hub.Script.Calls.Select(call => ((WatchReferralsRequest)call.Request).ResumeToken.ToStringUtf8()));
    }
}
