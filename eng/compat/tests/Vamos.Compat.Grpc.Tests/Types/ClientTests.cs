namespace Vamos.Compat.Tests.Types;

using Grpc.Core;
using Vamos.Compat.Tests.Live;

public sealed class ClientTests
{
    [Fact]
    public void Client_without_a_channel_is_a_double_whose_calls_must_be_overridden()
    {
        var client = new Double();
        Assert.Equal("from the double", client.Say(new Note()).Text);
        Assert.Throws<NotImplementedException>(() => client.SayAsync(new Note()));
        Assert.Throws<NotImplementedException>(() => client.Scatter(new Note()));
        Assert.Throws<NotImplementedException>(() => client.Gather());
        Assert.Throws<NotImplementedException>(() => client.Converse());
    }

    [Fact]
    public void Client_needs_its_channel()
    {
        Assert.Throws<ArgumentNullException>(() => new Probe.ProbeClient((ChannelBase)null!));
        Assert.Throws<ArgumentNullException>(() => new Probe.ProbeClient((CallInvoker)null!));
    }

    [Fact]
    public void Host_reaches_the_invoker_with_every_kind_of_call()
    {
        var invoker = new HostScribe();
        var client = new Probe.ProbeClient(invoker);
        var hosted = client.WithHost("first").WithHost("second");
        hosted.Say(new Note());
        hosted.SayAsync(new Note());
        hosted.Scatter(new Note());
        hosted.Gather();
        hosted.Converse();
        client.Say(new Note());
        Assert.Equal(["second", "second", "second", "second", "second", null], invoker.Hosts);
    }

    [Fact]
    public async Task Call_object_hands_out_what_it_was_made_of()
    {
        var (headers, trailers, disposed) = (new Metadata(), new Metadata(), 0);
        var call = new AsyncUnaryCall<string>(
            Task.FromResult("answer"), Task.FromResult(headers), () => Status.DefaultSuccess, () => trailers, () => disposed++);
        Assert.Equal("answer", await call);
        Assert.Equal("answer", await call.ConfigureAwait(true));
        Assert.Same(headers, await call.ResponseHeadersAsync);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Same(trailers, call.GetTrailers());
        call.Dispose();
        Assert.Equal(1, disposed);
    }

    private sealed class Double : Probe.ProbeClient
    {
        public override Note Say(Note request, CallOptions options) => new() { Text = "from the double" };
    }

    private sealed class HostScribe : CallInvoker
    {
        public List<string?> Hosts { get; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => Noted<TResponse>(host);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => Noted<AsyncUnaryCall<TResponse>>(host);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => Noted<AsyncServerStreamingCall<TResponse>>(host);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => Noted<AsyncClientStreamingCall<TRequest, TResponse>>(host);

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => Noted<AsyncDuplexStreamingCall<TRequest, TResponse>>(host);

        private T Noted<T>(string? host)
        {
            Hosts.Add(host);
            return default!;
        }
    }
}
