namespace Vamos.Adapters.Tests.Hosting;

using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Vamos.Adapter.V1;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

/// <summary>Who gets in, and what callers are told, over real mutual TLS.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private static readonly NationalId Somebody = new() { Number = "99000001" };

    private RunningAdapter _adapter = null!;

    public async Task InitializeAsync() => _adapter = await RunningAdapter.StartAsync(_ => new EmptyInstitution());

    public Task DisposeAsync() => _adapter.DisposeAsync().AsTask();

    [Fact]
    public async Task Hub_is_answered()
    {
        var response = await _adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest { NationalId = Somebody }, deadline: Soon());

        Assert.False(response.Records.Found);
    }

    [Fact]
    public async Task Another_institution_is_refused_in_words()
    {
        var problem = await ProblemOf(() => _adapter.ClientOf("utgs").GetRecordsAsync(new GetRecordsRequest { NationalId = Somebody }, deadline: Soon()));

        Assert.Equal((StatusCode.PermissionDenied, ErrorReasons.CallerNotAllowed), (problem.Code, problem.Reason));
        Assert.Contains("hub", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Localized);
        Assert.Contains(_adapter.Logs.Entries, entry => entry.Id.Id == 3003 && entry.Message.Contains("utgs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_institution_is_refused_a_stream_too()
    {
        using var call = _adapter.ClientOf("utgs").BatchGetRecords(deadline: Soon());

        var e = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.PermissionDenied, e.StatusCode);
    }

    [Fact]
    public async Task Caller_without_certificate_does_not_get_past_the_handshake()
    {
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } };
        using var channel = GrpcChannel.ForAddress($"https://localhost:{_adapter.Host.Port}", new GrpcChannelOptions { HttpHandler = handler });

        var e = await Assert.ThrowsAsync<RpcException>(
            async () => await new AdapterService.AdapterServiceClient(channel).DescribeAsync(new DescribeRequest(), deadline: Soon()));

        Assert.Contains(e.StatusCode, (StatusCode[])[StatusCode.Unavailable, StatusCode.Internal]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10x")]
    [InlineData("1.234.567")]
    public async Task Malformed_number_is_refused_by_field(string number)
    {
        var problem = await ProblemOf(
            () => _adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest { NationalId = new NationalId { Number = number } }, deadline: Soon()));

        Assert.Equal(StatusCode.InvalidArgument, problem.Code);
        Assert.Equal("national_id.number", Assert.Single(problem.Fields).Field);
    }

    [Fact]
    public async Task Missing_person_is_refused_by_field()
    {
        var problem = await ProblemOf(() => _adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest(), deadline: Soon()));

        Assert.Equal("national_id", Assert.Single(problem.Fields).Field);
    }

    [Fact]
    public async Task Oversized_question_is_refused()
    {
        var request = new GetRecordsRequest { NationalId = new NationalId { Number = new string('1', 200_000) } };

        var e = await Assert.ThrowsAsync<RpcException>(async () => await _adapter.ClientOf("hub").GetRecordsAsync(request, deadline: Soon()));

        Assert.Equal(StatusCode.ResourceExhausted, e.StatusCode);
    }

    [Fact]
    public async Task Foreign_document_is_known_to_nobody_here()
    {
        var foreign = new NationalId { Number = "123", CountryCode = "AR" };

        var response = await _adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest { NationalId = foreign }, deadline: Soon());

        Assert.False(response.Records.Found);
    }

    [Fact]
    public async Task Changes_are_not_offered_and_Describe_says_so()
    {
        var hub = _adapter.ClientOf("hub");

        var description = await hub.DescribeAsync(new DescribeRequest(), deadline: Soon());
        using var call = hub.WatchChanges(new WatchChangesRequest(), deadline: Soon());
        var e = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.False(description.WatchesChanges);
        Assert.True(Problem.TryRead(e, out var problem));
        Assert.Equal((StatusCode.Unimplemented, ErrorReasons.NotOffered), (problem.Code, problem.Reason));
    }

    [Fact]
    public async Task Unforeseen_error_keeps_its_message_to_the_log()
    {
        await using var adapter = await RunningAdapter.StartAsync(_ => new BrokenInstitution());

        var problem = await ProblemOf(() => adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest { NationalId = Somebody }, deadline: Soon()));

        Assert.Equal((StatusCode.Internal, ErrorReasons.Internal), (problem.Code, problem.Reason));
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
        Assert.Contains(adapter.Logs.Entries, entry => entry.Id.Id == 3005 && entry.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Standard_health_service_says_serving()
    {
        var health = new Health.HealthClient(_adapter.ChannelOf("hub"));

        var whole = await health.CheckAsync(new HealthCheckRequest(), deadline: Soon());
        var service = await health.CheckAsync(new HealthCheckRequest { Service = "vamos.adapter.v1.AdapterService" }, deadline: Soon());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, whole.Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, service.Status);
    }

    [Fact]
    public async Task Operations_listener_says_live_and_ready_and_nothing_else()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_adapter.Host.OperationsPort}") };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/")).StatusCode);
        Assert.Contains("\"certificate\":{\"institution\":\"mds\"", await http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(20);

    internal static async Task<Problem> ProblemOf(Func<AsyncUnaryCall<GetRecordsResponse>> call)
    {
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call());
        Assert.True(Problem.TryRead(e, out var problem), e.ToString());
        return problem;
    }

    private class EmptyInstitution : IInstitutionAdapter
    {
        public DescribeResponse Describe() => new()
        {
            Institution = "mds", BatchSize = 10, OfferedFacts = { new OfferedFact { Kind = FactKind.Person } },
        };

        public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public virtual Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(
            IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PersonRecords>>([.. people.Select(person => new PersonRecords { NationalId = person })]);
    }

    private sealed class BrokenInstitution : EmptyInstitution
    {
        public override Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(
            IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("a secret of the institution");
    }
}
