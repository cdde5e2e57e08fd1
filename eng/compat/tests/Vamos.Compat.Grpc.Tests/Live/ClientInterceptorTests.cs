namespace Vamos.Compat.Tests.Live;

using Grpc.Core;
using Grpc.Core.Interceptors;

public sealed class ClientInterceptorTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Interceptors_see_all_five_kinds_of_call_in_the_order_given()
    {
        await using var server = await ProbeServer.Start();
        var seen = new List<string>();
        var client = new Probe.ProbeClient(server.Channel().Intercept(new Scribe("first", seen), new Scribe("second", seen)));

        await Task.Run(() => client.Say(new Note()));
        await client.SayAsync(new Note());
        using (var scatter = client.Scatter(new Note { Number = 1 }))
            Assert.True(await scatter.ResponseStream.MoveNext());
        using (var gather = client.Gather())
        {
            await gather.RequestStream.CompleteAsync();
            await gather;
        }

        using (var converse = client.Converse())
        {
            await converse.RequestStream.CompleteAsync();
            Assert.False(await converse.ResponseStream.MoveNext());
        }

        string[] kinds = ["blocking Say", "unary Say", "server Scatter", "client Gather", "duplex Converse"];
        Assert.Equal(kinds.SelectMany(kind => new[] { $"first {kind}", $"second {kind}" }), seen);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Interceptor_put_on_later_comes_first()
    {
        await using var server = await ProbeServer.Start();
        var seen = new List<string>();
        var invoker = server.Channel().Intercept(new Scribe("inner", seen)).Intercept(new Scribe("outer", seen));
        await new Probe.ProbeClient(invoker).SayAsync(new Note());
        Assert.Equal(["outer unary Say", "inner unary Say"], seen);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Headers_can_be_added_to_all_five_kinds_of_call()
    {
        await using var server = await ProbeServer.Start();
        var seen = new List<string?>();
        void Note(ServerCallContext context) => seen.Add(context.RequestHeaders.GetValue("institution") + context.RequestHeaders.GetValue("own"));
        server.Service.OnSay = (note, context) => Noting(() => Note(context), note);
        server.Service.OnGather = (_, context) => Noting(() => Note(context), new Note());
        server.Service.OnScatter = (_, _, context) => Noting(() => Note(context), new Note());
        server.Service.OnConverse = (_, _, context) => Noting(() => Note(context), new Note());
        var client = new Probe.ProbeClient(server.Channel().Intercept(headers =>
        {
            headers.Add("institution", "mtess");
            return headers;
        }));

        Metadata Own() => new() { { "own", "!" } };
        await Task.Run(() => client.Say(new Note(), Own()));
        await client.SayAsync(new Note(), Own());
        using (var scatter = client.Scatter(new Note(), Own()))
            Assert.False(await scatter.ResponseStream.MoveNext());
        using (var gather = client.Gather(Own()))
            await gather;
        using (var converse = client.Converse(Own()))
            Assert.False(await converse.ResponseStream.MoveNext());
        await client.SayAsync(new Note());
        Assert.Equal(["mtess!", "mtess!", "mtess!", "mtess!", "mtess!", "mtess"], seen);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Response_can_be_wrapped()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (note, context) =>
        {
            context.ResponseTrailers.Add("kept", "yes");
            return Task.FromResult(note);
        };
        using var call = new Probe.ProbeClient(server.Channel().Intercept(new Wrapper())).SayAsync(new Note { Text = "a" });
        Assert.Equal("wrapped a", (await call).Text);
        Assert.Equal("yes", call.GetTrailers().GetValue("kept"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.NotNull(await call.ResponseHeadersAsync);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Failure_reaches_the_wrapper_as_an_exception()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "nobody"));
        var client = new Probe.ProbeClient(server.Channel().Intercept(new Wrapper()));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.SayAsync(new Note()));
        Assert.Equal("translated NotFound", failure.Message);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Call_can_be_answered_without_being_made()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (_, _) => throw new InvalidOperationException("must not be reached");
        Assert.Equal("cached", (await new Probe.ProbeClient(server.Channel().Intercept(new Cache())).SayAsync(new Note())).Text);
    }

    [Fact]
    public void Interceptors_must_be_given()
    {
        var channel = Grpc.Net.Client.GrpcChannel.ForAddress("http://localhost:1");
        Assert.Throws<ArgumentNullException>(() => channel.Intercept((Interceptor)null!));
        Assert.Throws<ArgumentNullException>(() => channel.Intercept((Func<Metadata, Metadata>)null!));
        Assert.Throws<ArgumentNullException>(() => ((ChannelBase)null!).Intercept(new Cache()));
        Assert.Throws<ArgumentNullException>(() => ((CallInvoker)null!).Intercept(new Cache()));
    }

    private static Task<Note> Noting(Action action, Note answer)
    {
        action();
        return Task.FromResult(answer);
    }

    private sealed class Scribe(string name, List<string> seen) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} blocking {context.Method.Name}");
            return base.BlockingUnaryCall(request, context, continuation);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} unary {context.Method.Name}");
            return base.AsyncUnaryCall(request, context, continuation);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} server {context.Method.Name}");
            return base.AsyncServerStreamingCall(request, context, continuation);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} client {context.Method.Name}");
            return base.AsyncClientStreamingCall(context, continuation);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} duplex {context.Method.Name}");
            return base.AsyncDuplexStreamingCall(context, continuation);
        }
    }

    private sealed class Wrapper : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var call = continuation(request, context);
            return new AsyncUnaryCall<TResponse>(Wrapped(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }

        private static async Task<TResponse> Wrapped<TResponse>(Task<TResponse> response)
        {
            try
            {
                return (TResponse)(object)new Note { Text = $"wrapped {((Note)(object)(await response)!).Text}" };
            }
            catch (RpcException e)
            {
                throw new InvalidOperationException($"translated {e.StatusCode}", e);
            }
        }
    }

    private sealed class Cache : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            new(
                Task.FromResult((TResponse)(object)new Note { Text = "cached" }),
                Task.FromResult(Metadata.Empty),
                () => Status.DefaultSuccess,
                () => Metadata.Empty,
                () => { });
    }
}
