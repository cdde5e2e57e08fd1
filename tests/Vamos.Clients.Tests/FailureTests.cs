namespace Vamos.Clients.Tests;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.ServiceNetwork.V1;

public sealed class FailureTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Id = new() { Number = "99000012" };

    public static TheoryData<StatusCode, string, Type> Told => new()
    {
        { StatusCode.NotFound, ErrorReasons.PersonNotFound, typeof(PersonNotFoundException) },
        { StatusCode.NotFound, "SOMETHING_ELSE_NOT_FOUND", typeof(VamosException) },
        { StatusCode.InvalidArgument, ErrorReasons.InvalidRequest, typeof(InvalidRequestException) },
        { StatusCode.InvalidArgument, ErrorReasons.PurposeRequired, typeof(InvalidRequestException) },
        { StatusCode.PermissionDenied, ErrorReasons.CallerNotAllowed, typeof(AccessDeniedException) },
        { StatusCode.Unauthenticated, ErrorReasons.CallerNotAllowed, typeof(AccessDeniedException) },
        { StatusCode.Unavailable, ErrorReasons.LegacySystemUnavailable, typeof(HubUnavailableException) },
        { StatusCode.DeadlineExceeded, ErrorReasons.DeadlineExceeded, typeof(HubDeadlineException) },
        { StatusCode.Unimplemented, ErrorReasons.NotOffered, typeof(VamosException) },
        { StatusCode.Internal, ErrorReasons.Internal, typeof(VamosException) },
    };

    [Theory(Timeout = 20_000)]
    [MemberData(nameof(Told))]
    public async Task Problem_told_by_the_hub_arrives_whole_in_the_exception_of_its_kind(StatusCode code, string reason, Type type)
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var problem = new Problem(code, reason, "What developers read.", "Lo que lee la gente.")
        {
            Fields = [new ProblemField("national_id.number", "must be digits"), new ProblemField("max_age", "must not be negative")],
            RetryAfter = TimeSpan.FromSeconds(90),
            Facts = new Dictionary<string, string> { ["institution"] = "mds" },
        };
        hub.Script.Lookup = (_, _, _) => throw problem.ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAnyAsync<VamosException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.IsType(type, failure);
        Assert.Equal(code, failure.StatusCode);
        Assert.Equal(reason, failure.Reason);
        Assert.Equal("What developers read.", failure.Message);
        Assert.Equal("Lo que lee la gente.", failure.LocalizedMessage);
        Assert.Equal(problem.Fields, failure.Fields);
        Assert.Equal(problem.RetryAfter, failure.RetryAfter);
        Assert.Equal("mds", failure.Problem.Facts["institution"]);
        Assert.Equal(HubScript.ExchangeId, failure.ExchangeId);
        Assert.IsType<RpcException>(failure.InnerException);
    }

    [Fact(Timeout = 20_000)]
    public async Task Failure_without_details_keeps_the_status_and_gives_no_reason()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new RpcException(new Status(StatusCode.DataLoss, "bits fell over"));
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<VamosException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Equal(StatusCode.DataLoss, failure.StatusCode);
        Assert.Equal("bits fell over", failure.Message);
        Assert.Equal("", failure.Reason);
        Assert.NotEqual("", failure.LocalizedMessage);
    }

    [Fact(Timeout = 20_000)]
    public async Task Answer_greater_than_allowed_says_what_to_do()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary
        {
            Enrollments = { new Enrollment { Reason = new string('x', 70_000) } },
        });
        var options = hub.OptionsFor(certificates);
        options.MaxMessageSize = 64 * 1024;
        using var connection = VamosConnection.Open(options);

        var failure = await Assert.ThrowsAsync<VamosException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal(ErrorReasons.MessageTooLarge, failure.Reason);
        Assert.Contains("MaxMessageSize", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Request_greater_than_allowed_is_not_sent()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        options.MaxMessageSize = 64 * 1024;
        using var connection = VamosConnection.Open(options);

        var failure = await Assert.ThrowsAsync<VamosException>(
            () => connection.Beneficiaries.GetAsync(new NationalId { Number = new string('1', 70_000) }));

        Assert.Equal(ErrorReasons.MessageTooLarge, failure.Reason);
        Assert.Empty(hub.Script.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Cancelled_lookup_throws_with_the_callers_token_and_ends_at_the_hub()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var arrived = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        hub.Script.Lookup = async (_, context, _) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
            return new Beneficiary();
        };
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        using var patience = new CancellationTokenSource();

        var lookup = connection.Beneficiaries.GetAsync(Id, cancellationToken: patience.Token);
        await arrived.Task;
        await patience.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => lookup);
        Assert.Equal(patience.Token, cancelled.CancellationToken);
        await ended.Task;
    }

    [Fact(Timeout = 20_000)]
    public async Task Stream_that_fails_throws_the_exception_of_this_library()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Other = _ => throw new Problem(StatusCode.PermissionDenied, ErrorReasons.CallerNotAllowed, "No.", "No.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        using var call = new BeneficiaryService.BeneficiaryServiceClient(connection.CallInvoker).WatchBeneficiaries(new WatchBeneficiariesRequest());

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var failure = await Assert.ThrowsAsync<AccessDeniedException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(ErrorReasons.CallerNotAllowed, failure.Reason);
    }

    [Fact(Timeout = 20_000)]
    public async Task Blocking_call_that_fails_throws_the_exception_of_this_library()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Other = _ => throw new Problem(StatusCode.InvalidArgument, ErrorReasons.InvalidRequest, "No.", "No.").ToException();
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));
        var stub = new ServiceNetworkService.ServiceNetworkServiceClient(connection.CallInvoker);

        await Task.Run(() => Assert.Throws<InvalidRequestException>(() => stub.ReportAvailability(new ReportAvailabilityRequest())));
    }
}
