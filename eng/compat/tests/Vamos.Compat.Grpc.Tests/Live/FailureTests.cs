namespace Vamos.Compat.Tests.Live;

using Grpc.Core;
using Grpc.Net.Client.Configuration;

public sealed class FailureTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Status_detail_and_trailers_of_a_thrown_exception_reach_the_client()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (_, context) =>
        {
            context.ResponseTrailers.Add("from-context", "1");
            var trailers = new Metadata { { "reason", "unknown" }, { "detail-bin", new byte[] { 8, 255 } } };
            throw new RpcException(new Status(StatusCode.NotFound, "nadie: ñ % \n \"x\""), trailers);
        };
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().SayAsync(new Note()));
        Assert.Equal((StatusCode.NotFound, "nadie: ñ % \n \"x\""), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("unknown", failure.Trailers.GetValue("reason"));
        Assert.Equal("1", failure.Trailers.GetValue("from-context"));
        Assert.Equal([8, 255], failure.Trailers.GetValueBytes("detail-bin"));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Every_code_arrives_as_itself()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (note, _) => throw new RpcException(new Status((StatusCode)note.Number, $"code {note.Number}"));
        var client = server.Client();
        foreach (var code in Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK))
        {
            var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new Note { Number = (int)code }));
            Assert.Equal((code, $"code {(int)code}"), (failure.StatusCode, failure.Status.Detail));
        }
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Status_set_on_the_context_ends_the_call_without_an_exception()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnScatter = async (_, answers, context) =>
        {
            await answers.WriteAsync(new Note());
            context.Status = new Status(StatusCode.OutOfRange, "no more");
        };
        using var call = server.Client().Scatter(new Note());
        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.OutOfRange, "no more"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(StatusCode.OutOfRange, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Other_exceptions_are_unknown_and_keep_their_message_to_themselves()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (_, _) => throw new InvalidOperationException("secret");
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().SayAsync(new Note()));
        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Server_that_is_gone_is_unavailable_and_the_cause_is_told()
    {
        var server = await ProbeServer.Start();
        var client = server.Client();
        await server.DisposeAsync();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Probe.ProbeClient(channel).SayAsync(new Note()));
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.NotNull(failure.Status.DebugException);
        Assert.Same(failure.Status.DebugException, failure.InnerException);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.SayAsync(new Note()));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Retry_policy_of_the_channel_repeats_the_call()
    {
        await using var server = await ProbeServer.Start();
        var attempts = 0;
        server.Service.OnSay = (note, context) => ++attempts < 3
            ? throw new RpcException(new Status(StatusCode.Unavailable, "not yet"))
            : Task.FromResult(new Note { Text = context.RequestHeaders.GetValue("grpc-previous-rpc-attempts") });
        var retry = new RetryPolicy
        {
            MaxAttempts = 4,
            InitialBackoff = TimeSpan.FromMilliseconds(5),
            MaxBackoff = TimeSpan.FromMilliseconds(20),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        };
        var method = new MethodConfig { Names = { MethodName.Default }, RetryPolicy = retry };
        var answer = await server.Client(options => options.ServiceConfig = new ServiceConfig { MethodConfigs = { method } }).SayAsync(new Note());
        Assert.Equal((3, "2"), (attempts, answer.Text));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Hedging_policy_of_the_channel_takes_the_first_good_answer()
    {
        await using var server = await ProbeServer.Start();
        var attempts = 0;
        server.Service.OnSay = async (note, context) =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return note;
        };
        var hedging = new HedgingPolicy { MaxAttempts = 2, HedgingDelay = TimeSpan.FromMilliseconds(20), NonFatalStatusCodes = { StatusCode.Unavailable } };
        var method = new MethodConfig { Names = { MethodName.Default }, HedgingPolicy = hedging };
        var client = server.Client(options => options.ServiceConfig = new ServiceConfig { MethodConfigs = { method } });
        Assert.Equal(5, (await client.SayAsync(new Note { Number = 5 })).Number);
        Assert.Equal(2, attempts);
    }
}
