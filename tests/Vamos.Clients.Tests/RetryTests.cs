namespace Vamos.Clients.Tests;

using System.Diagnostics;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Beneficiaries;
using Vamos.Clients.Calls;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;
using Vamos.Referral.V1;
using Vamos.ServiceNetwork.V1;

public sealed class RetryTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Id = new() { Number = "99000004" };

    [Fact(Timeout = 20_000)]
    public async Task Read_that_the_hub_could_not_take_twice_succeeds_at_the_third_attempt()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, number) => number < 3 ? throw Unavailable() : Task.FromResult(new Beneficiary { Person = new Person() });
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var answer = await connection.Beneficiaries.GetAsync(Id);

        Assert.NotNull(answer.Beneficiary.Person);
        Assert.Equal(HubScript.ExchangeId, answer.ExchangeId);
        Assert.Equal(3, hub.Script.Calls.Count);
        Assert.All(hub.Script.Calls, call => Assert.Equal("PURPOSE_CASE_MANAGEMENT", call.Header("vamos-purpose")));
    }

    [Fact(Timeout = 20_000)]
    public async Task Read_that_the_hub_never_takes_ends_after_the_last_attempt()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw Unavailable();
        var options = hub.OptionsFor(certificates);
        options.MaxAttempts = 4;
        using var connection = VamosConnection.Open(options);

        await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Equal(4, hub.Script.Calls.Count);
    }

    [Fact(Timeout = 20_000)]
    public async Task Retries_switched_off_leave_it_at_one_attempt()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw Unavailable();
        var options = hub.OptionsFor(certificates);
        options.Retries = false;
        using var connection = VamosConnection.Open(options);

        await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Single(hub.Script.Calls);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task Read_that_failed_otherwise_is_not_repeated(StatusCode code)
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new RpcException(new Status(code, "no"));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await Assert.ThrowsAnyAsync<VamosException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Wait_that_the_hub_asks_for_is_kept()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, number) => number < 2 ? throw Unavailable(TimeSpan.FromMilliseconds(400)) : Task.FromResult(new Beneficiary());
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Beneficiaries.GetAsync(Id);

        var calls = hub.Script.Calls;
        Assert.Equal(2, calls.Count);
        Assert.True(calls[1].ReceivedAt - calls[0].ReceivedAt >= TimeSpan.FromMilliseconds(390), $"{calls[1].ReceivedAt - calls[0].ReceivedAt}");
    }

    [Fact(Timeout = 20_000)]
    public async Task Wait_beyond_the_deadline_is_not_begun()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw Unavailable(TimeSpan.FromMinutes(1));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var clock = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<HubUnavailableException>(
            () => connection.Beneficiaries.GetAsync(Id, new LookupOptions { Deadline = TimeSpan.FromSeconds(15) }));

        Assert.Equal(TimeSpan.FromMinutes(1), failure.RetryAfter);
        Assert.Single(hub.Script.Calls);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact(Timeout = 20_000)]
    public async Task All_attempts_share_one_deadline()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, number) => number < 2 ? throw Unavailable(TimeSpan.FromMilliseconds(500)) : Task.FromResult(new Beneficiary());
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        await connection.Beneficiaries.GetAsync(Id);

        var calls = hub.Script.Calls;
        var left = calls.Select(call => call.Deadline - call.ReceivedAt).ToArray();
        Assert.InRange(left[0] - left[1], TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(5));
    }

    [Fact(Timeout = 20_000)]
    public async Task Cancelling_while_a_call_waits_to_be_repeated_ends_it()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        using var patience = new CancellationTokenSource();
        hub.Script.Lookup = (_, _, _) => throw Unavailable(TimeSpan.FromSeconds(30));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var lookup = connection.Beneficiaries.GetAsync(Id, new LookupOptions { Deadline = TimeSpan.FromMinutes(5) }, patience.Token);
        SpinWait.SpinUntil(() => hub.Script.Calls.Count == 1, TimeSpan.FromSeconds(10));
        await patience.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => lookup);
        Assert.Single(hub.Script.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Write_without_request_id_is_never_repeated()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Other = _ => throw Unavailable();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var network = new ServiceNetworkService.ServiceNetworkServiceClient(connection.CallInvoker);
        var referrals = new ReferralService.ReferralServiceClient(connection.CallInvoker);

        await Assert.ThrowsAsync<HubUnavailableException>(async () => await network.ReportAvailabilityAsync(new ReportAvailabilityRequest()));
        await Assert.ThrowsAsync<HubUnavailableException>(async () => await referrals.CreateReferralAsync(new CreateReferralRequest()));

        Assert.Equal(2, hub.Script.Calls.Count);
    }

    [Fact(Timeout = 20_000)]
    public async Task Write_with_request_id_is_repeated_as_it_is()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Other = number => _ = number < 3 ? throw Unavailable() : 0;
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var referrals = new ReferralService.ReferralServiceClient(connection.CallInvoker);

        await referrals.CreateReferralAsync(new CreateReferralRequest { RequestId = "7f1c" });

        Assert.Equal(3, hub.Script.Calls.Count);
        Assert.All(hub.Script.Calls, call => Assert.Equal("7f1c", ((CreateReferralRequest)call.Request).RequestId));
    }

    // Whoever adds a method to the contracts says here whether it may be sent twice.
    [Fact]
    public void Methods_of_the_contracts_are_told_apart_into_reads_and_writes()
    {
        FileDescriptor[] files =
        [
            BeneficiaryServiceReflection.Descriptor, EligibilityServiceReflection.Descriptor, FipsServiceReflection.Descriptor,
            ServiceNetworkServiceReflection.Descriptor, ReferralServiceReflection.Descriptor, ExchangeServiceReflection.Descriptor,
        ];

        var writes = files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Where(method => !method.IsClientStreaming && !method.IsServerStreaming && !SafeToRepeat.Reads(method.Name))
            .Select(method => method.Name).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["AcceptReferral", "CompleteReferral", "CreateReferral", "DeclineReferral", "ReportAvailability", "SubmitForm", "UpsertService"],
            writes);
    }

    [Fact]
    public void Waits_double_up_to_the_longest_and_vary_by_a_fifth()
    {
        var schedule = new RetrySchedule(10, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(350));
        double[] expected = [100, 200, 350, 350];

        for (var attempt = 1; attempt <= expected.Length; attempt++)
        {
            var delay = schedule.Next(Unavailable(), attempt, TimeSpan.FromHours(1))!.Value.TotalMilliseconds;
            Assert.InRange(delay, expected[attempt - 1] * 0.8, expected[attempt - 1] * 1.2);
        }
    }

    private static RpcException Unavailable(TimeSpan? retryAfter = null) =>
        new Problem(StatusCode.Unavailable, ErrorReasons.LegacySystemUnavailable, "Not now.", "Ahora no.") { RetryAfter = retryAfter }.ToException();
}
