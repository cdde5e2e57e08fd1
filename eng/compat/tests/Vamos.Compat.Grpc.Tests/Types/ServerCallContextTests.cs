namespace Vamos.Compat.Tests.Types;

using Grpc.Core;

public sealed class ServerCallContextTests
{
    [Fact]
    public void State_is_an_empty_dictionary_of_the_call_unless_the_runtime_has_another()
    {
        var context = new Plain();
        context.UserState["a"] = 1;
        Assert.Equal(1, context.UserState["a"]);
        Assert.Empty(new Plain().UserState);
    }

    [Fact]
    public async Task Members_are_those_of_the_runtime()
    {
        var context = new Plain { Status = new Status(StatusCode.Aborted, "again"), WriteOptions = WriteOptions.Default };
        await context.WriteResponseHeadersAsync(context.RequestHeaders);
        Assert.Equal(("/s/m", "host", "peer", DateTime.MaxValue), (context.Method, context.Host, context.Peer, context.Deadline));
        Assert.Equal(StatusCode.Aborted, context.Status.StatusCode);
        Assert.Same(WriteOptions.Default, context.WriteOptions);
        Assert.Same(context.RequestHeaders, context.Written);
        Assert.Empty(context.ResponseTrailers);
        Assert.False(context.AuthContext.IsPeerAuthenticated);
        Assert.False(context.CancellationToken.CanBeCanceled);
        Assert.Throws<NotSupportedException>(() => context.CreatePropagationToken());
    }

    private sealed class Plain : ServerCallContext
    {
        public Metadata? Written { get; private set; }

        protected override string MethodCore => "/s/m";

        protected override string HostCore => "host";

        protected override string PeerCore => "peer";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => CancellationToken.None;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
        {
            Written = responseHeaders;
            return Task.CompletedTask;
        }

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
    }
}
