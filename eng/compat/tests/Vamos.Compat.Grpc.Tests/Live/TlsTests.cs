namespace Vamos.Compat.Tests.Live;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

/// <summary>Channel and call credentials over real TLS.</summary>
public sealed class TlsTests
{
    private static readonly X509Certificate2 ServerCertificate = Certificate("localhost");
    private static readonly X509Certificate2 ClientCertificate = Certificate("mds");

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Call_credentials_of_channel_and_call_are_both_added()
    {
        await using var server = await Start();
        server.Service.OnSay = Authorization;
        var client = server.Client(options =>
        {
            options.HttpHandler = Handler();
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Token("channel"));
        });
        var seen = (await client.SayAsync(new Note(), new CallOptions(credentials: Token("call")))).Text.Split(", ");
        Assert.Equal(["call /vamos.compat.tests.v1.Probe Say", "channel /vamos.compat.tests.v1.Probe Say"], seen.Order());
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Composed_call_credentials_are_added_in_order()
    {
        await using var server = await Start();
        server.Service.OnSay = Authorization;
        var client = server.Client(options => options.HttpHandler = Handler());
        var composed = CallCredentials.Compose(Token("a"), CallCredentials.Compose(Token("b"), Token("c")), Token("d"));
        var seen = (await client.SayAsync(new Note(), new CallOptions(credentials: composed))).Text.Split(", ");
        Assert.Equal(["a", "b", "c", "d"], seen.Select(value => value.Split(' ')[0]));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Failing_credentials_fail_the_call()
    {
        await using var server = await Start();
        var client = server.Client(options => options.HttpHandler = Handler());
        var credentials = CallCredentials.FromInterceptor((_, _) => throw new RpcException(new Status(StatusCode.Unauthenticated, "no token")));
        var failure = await Assert.ThrowsAnyAsync<RpcException>(async () => await client.SayAsync(new Note(), new CallOptions(credentials: credentials)));
        Assert.Contains("no token", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Credentials_hear_of_the_end_of_their_call()
    {
        await using var server = await Start();
        var client = server.Client(options => options.HttpHandler = Handler());
        var heard = new TaskCompletionSource();
        var credentials = CallCredentials.FromInterceptor(async (context, _) =>
        {
            await Bound.Fired(context.CancellationToken);
            heard.SetResult();
        });
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var options = new CallOptions(cancellationToken: source.Token, credentials: credentials);
        await Assert.ThrowsAsync<RpcException>(async () => await client.SayAsync(new Note(), options));
        await heard.Task.WaitAsync(Bound.Time);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Call_credentials_do_not_travel_in_the_clear_unless_allowed()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = Authorization;
        var options = new CallOptions(credentials: Token("a"));
        Assert.Empty((await server.Client().SayAsync(new Note(), options)).Text);
        var trusting = server.Client(channel => channel.UnsafeUseInsecureChannelCallCredentials = true);
        Assert.StartsWith("a ", (await trusting.SayAsync(new Note(), options)).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Certificate_of_the_client_is_its_identity()
    {
        await using var server = await Start(ClientCertificateMode.RequireCertificate);
        AuthContext? seen = null;
        server.Service.OnSay = (note, context) =>
        {
            seen = context.AuthContext;
            return Task.FromResult(note);
        };
        await server.Client(options => options.HttpHandler = Handler(ClientCertificate)).SayAsync(new Note());
        Assert.True(seen!.IsPeerAuthenticated);
        Assert.Equal("mds", Assert.Single(seen.PeerIdentity).Value);
        Assert.Equal("mds", Assert.Single(seen.FindPropertiesByName("x509_common_name")).Value);
        Assert.Equal("x509_subject_alternative_name", seen.PeerIdentityPropertyName);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Client_without_a_certificate_is_not_let_in_where_one_is_required()
    {
        await using var server = await Start(ClientCertificateMode.RequireCertificate);
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client(options => options.HttpHandler = Handler()).SayAsync(new Note()));
        Assert.Contains(failure.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
    }

    [Fact]
    public void Channel_refuses_settings_of_ssl_credentials_that_it_does_not_support()
    {
        var credentials = new SslCredentials("roots", new KeyCertificatePair("chain", "key"));
        Assert.ThrowsAny<Exception>(() => GrpcChannel.ForAddress("https://localhost:1", new GrpcChannelOptions { Credentials = credentials }));
    }

    [Fact]
    public void Credentials_must_suit_the_address()
    {
        Assert.Throws<InvalidOperationException>(
            () => GrpcChannel.ForAddress("http://localhost:1", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Assert.Throws<InvalidOperationException>(
            () => GrpcChannel.ForAddress("https://localhost:1", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));
    }

    private static Task<ProbeServer> Start(ClientCertificateMode mode = ClientCertificateMode.NoCertificate) =>
        ProbeServer.Start(listen: options => options.UseHttps(https =>
        {
            https.ServerCertificate = ServerCertificate;
            https.ClientCertificateMode = mode;
            https.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == ClientCertificate.Thumbprint;
        }));

    private static Task<Note> Authorization(Note note, ServerCallContext context) =>
        Task.FromResult(new Note { Text = string.Join(", ", context.RequestHeaders.GetAll("authorization").Select(entry => entry.Value)) });

    private static CallCredentials Token(string token) => CallCredentials.FromInterceptor((context, headers) =>
    {
        headers.Add("Authorization", $"{token} {new Uri(context.ServiceUrl).AbsolutePath} {context.MethodName}");
        return Task.CompletedTask;
    });

    private static SocketsHttpHandler Handler(params X509Certificate2[] certificates) => new()
    {
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == ServerCertificate.Thumbprint,
            ClientCertificates = [.. certificates],
        },
    };

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
