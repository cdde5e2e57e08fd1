namespace Vamos.Compat.Tests.Types;

using Grpc.Core;

public sealed class CredentialsTests
{
    private static readonly CallCredentials First = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
    private static readonly CallCredentials Second = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

    [Fact]
    public void Call_credentials_describe_themselves_to_a_runtime()
    {
        AsyncAuthInterceptor interceptor = (_, _) => Task.CompletedTask;
        Assert.Equal(["state", interceptor], Described(CallCredentials.FromInterceptor(interceptor)));
        Assert.Equal(["state", First, Second], Described(CallCredentials.Compose(First, Second)));
    }

    [Fact]
    public void Composition_keeps_what_it_was_given()
    {
        var parts = new[] { First, Second };
        var composed = CallCredentials.Compose(parts);
        parts[0] = Second;
        Assert.Equal(["state", First, Second], Described(composed));
    }

    [Fact]
    public void Composition_takes_at_least_two()
    {
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(First));
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(First, null!));
        Assert.Throws<ArgumentNullException>(() => CallCredentials.Compose(null!));
    }

    [Fact]
    public void Channel_credentials_describe_themselves_to_a_runtime()
    {
        var pair = new KeyCertificatePair("chain", "key");
        VerifyPeerCallback verify = _ => true;
        Assert.Equal(["insecure", "state"], Described(ChannelCredentials.Insecure));
        Assert.Equal(["ssl", "state", null, null, null], Described(ChannelCredentials.SecureSsl));
        Assert.Equal(["ssl", "state", "roots", pair, verify], Described(new SslCredentials("roots", pair, verify)));
        Assert.Equal(["composite", "state", ChannelCredentials.SecureSsl, First], Described(ChannelCredentials.Create(ChannelCredentials.SecureSsl, First)));
    }

    [Fact]
    public void Insecure_channel_takes_no_call_credentials()
    {
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, First));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Create(ChannelCredentials.SecureSsl, First), Second));
    }

    [Fact]
    public void Contexts_hold_what_they_were_made_of()
    {
        using var source = new CancellationTokenSource();
        var call = new AuthInterceptorContext("https://hub/service", "Get", source.Token);
        var peer = new VerifyPeerContext("hub", "pem");
        Assert.Equal(("https://hub/service", "Get", source.Token), (call.ServiceUrl, call.MethodName, call.CancellationToken));
        Assert.Equal(CancellationToken.None, new AuthInterceptorContext("url", "name").CancellationToken);
        Assert.Equal(("hub", "pem"), (peer.TargetName, peer.PeerPem));
    }

    private static List<object?> Described(CallCredentials credentials)
    {
        var scribe = new CallScribe();
        credentials.InternalPopulateConfiguration(scribe, "state");
        return scribe.Seen;
    }

    private static List<object?> Described(ChannelCredentials credentials)
    {
        var scribe = new ChannelScribe();
        credentials.InternalPopulateConfiguration(scribe, "state");
        return scribe.Seen;
    }

    private sealed class CallScribe : CallCredentialsConfiguratorBase
    {
        public List<object?> Seen { get; } = [];

        public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) => Seen.AddRange([state, interceptor]);

        public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials) => Seen.AddRange([state, .. credentials]);
    }

    private sealed class ChannelScribe : ChannelCredentialsConfiguratorBase
    {
        public List<object?> Seen { get; } = [];

        public override void SetInsecureCredentials(object? state) => Seen.AddRange(["insecure", state]);

        public override void SetSslCredentials(
            object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback) =>
            Seen.AddRange(["ssl", state, rootCertificates, keyCertificatePair, verifyPeerCallback]);

        public override void SetCompositeCredentials(object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
            Seen.AddRange(["composite", state, channelCredentials, callCredentials]);
    }
}
