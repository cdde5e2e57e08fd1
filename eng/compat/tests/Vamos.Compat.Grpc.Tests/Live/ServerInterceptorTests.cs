namespace Vamos.Compat.Tests.Live;

using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;

public sealed class ServerInterceptorTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Interceptors_see_all_four_kinds_of_call_in_the_order_configured()
    {
        var seen = new List<string>();
        await using var server = await ProbeServer.Start(options =>
        {
            options.Interceptors.Add<Scribe>("first", seen);
            options.Interceptors.Add<Scribe>("second", seen);
        });
        var client = server.Client();
        await client.SayAsync(new Note());
        using (var gather = client.Gather())
        {
            await gather.RequestStream.CompleteAsync();
            await gather;
        }

        using (var scatter = client.Scatter(new Note { Number = 1 }))
            Assert.Single(await scatter.ResponseStream.ReadAllAsync().ToListAsync());
        using (var converse = client.Converse())
        {
            await converse.RequestStream.CompleteAsync();
            Assert.Empty(await converse.ResponseStream.ReadAllAsync().ToListAsync());
        }

        string[] kinds = ["unary", "client", "server", "duplex"];
        Assert.Equal(kinds.SelectMany(kind => new[] { $"first {kind}", $"second {kind}", $"second left {kind}", $"first left {kind}" }), seen);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Exception_of_the_service_can_become_a_status_in_one_place()
    {
        await using var server = await ProbeServer.Start(options => options.Interceptors.Add<Translator>());
        server.Service.OnSay = (_, _) => throw new KeyNotFoundException("99000012");
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().SayAsync(new Note()));
        Assert.Equal((StatusCode.NotFound, "nobody"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal("KeyNotFoundException", failure.Trailers.GetValue("cause"));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Interceptor_can_refuse_a_call_of_every_kind_before_the_service_sees_it()
    {
        await using var server = await ProbeServer.Start(options => options.Interceptors.Add<Refusal>());
        server.Service.OnSay = (_, _) => throw new InvalidOperationException("must not be reached");
        var client = server.Client();
        Assert.Equal(StatusCode.PermissionDenied, await CodeOf(async () => await client.SayAsync(new Note())));
        Assert.Equal(StatusCode.PermissionDenied, await CodeOf(async () => await client.Gather()));
        Assert.Equal(StatusCode.PermissionDenied, await CodeOf(() => client.Scatter(new Note()).ResponseStream.MoveNext()));
        Assert.Equal(StatusCode.PermissionDenied, await CodeOf(() => client.Converse().ResponseStream.MoveNext()));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Interceptor_can_leave_something_for_the_service()
    {
        await using var server = await ProbeServer.Start(options => options.Interceptors.Add<Steward>());
        server.Service.OnSay = (_, context) => Task.FromResult(new Note { Text = (string)context.UserState["institution"] });
        Assert.Equal("utgs", (await server.Client().SayAsync(new Note())).Text);
    }

    private static async Task<StatusCode> CodeOf(Func<Task> call) => (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;

    private sealed class Scribe(string name, List<string> seen) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} unary");
            var response = await base.UnaryServerHandler(request, context, continuation);
            seen.Add($"{name} left unary");
            return response;
        }

        public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} client");
            var response = await base.ClientStreamingServerHandler(requestStream, context, continuation);
            seen.Add($"{name} left client");
            return response;
        }

        public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} server");
            await base.ServerStreamingServerHandler(request, responseStream, context, continuation);
            seen.Add($"{name} left server");
        }

        public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            seen.Add($"{name} duplex");
            await base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
            seen.Add($"{name} left duplex");
        }
    }

    private sealed class Translator : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            try
            {
                return await continuation(request, context);
            }
            catch (KeyNotFoundException e)
            {
                throw new RpcException(new Status(StatusCode.NotFound, "nobody"), new Metadata { { "cause", e.GetType().Name } });
            }
        }
    }

    private sealed class Refusal : Interceptor
    {
        private static readonly Status No = new(StatusCode.PermissionDenied, "no agreement");

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => throw new RpcException(No);

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(No);

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation) => throw new RpcException(No);

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) => throw new RpcException(No);
    }

    private sealed class Steward : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.UserState["institution"] = "utgs";
            return continuation(request, context);
        }
    }
}
