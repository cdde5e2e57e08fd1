namespace Vamos.Compat.Tests.Live;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Net.Client;

public sealed class HeaderTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Request_headers_reach_the_service()
    {
        await using var server = await ProbeServer.Start();
        Metadata? seen = null;
        server.Service.OnSay = (note, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(note);
        };
        await server.Client().SayAsync(new Note(), new Metadata { { "X-Institution", "mds" }, { "key-bin", new byte[] { 0, 10, 255 } }, { "blank", "a b " } });
        Assert.Equal("mds", seen!.GetValue("x-institution"));
        Assert.Equal([0, 10, 255], seen.GetValueBytes("key-bin"));
        Assert.Equal("a b", seen.GetValue("blank")!.TrimEnd());
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Response_headers_come_before_the_response()
    {
        await using var server = await ProbeServer.Start();
        var release = new TaskCompletionSource();
        server.Service.OnSay = async (note, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "exchange", "17" }, { "exchange-bin", new byte[] { 1, 7 } } });
            await release.Task;
            return note;
        };
        using var call = server.Client().SayAsync(new Note());
        var headers = await call.ResponseHeadersAsync;
        Assert.False(call.ResponseAsync.IsCompleted);
        Assert.Equal("17", headers.GetValue("exchange"));
        Assert.Equal([1, 7], headers.GetValueBytes("exchange-bin"));
        release.SetResult();
        await call;
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Trailers_come_with_the_status_of_success_too()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (note, context) =>
        {
            context.ResponseTrailers.Add("receipt", "first");
            context.ResponseTrailers.Add("receipt-bin", [255, 0]);
            return Task.FromResult(note);
        };
        using var call = server.Client().SayAsync(new Note());
        await call;
        Assert.Equal("first", call.GetTrailers().GetValue("receipt"));
        Assert.Equal([255, 0], call.GetTrailers().GetValueBytes("receipt-bin"));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Any_bytes_and_any_valid_text_survive_both_ways()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (note, context) =>
        {
            foreach (var entry in context.RequestHeaders.Where(entry => entry.Key.StartsWith("probe", StringComparison.Ordinal)))
                context.ResponseTrailers.Add(entry);
            return Task.FromResult(note);
        };
        var client = server.Client();
        var bytes = ArbMap.Default.GeneratorFor<byte[]>().Where(value => value is { Length: > 0 }); // a trailer without a value is not sent
        var text = Gen.Choose('!', '~').NonEmptyListOf().Select(codes => string.Concat(codes.Select(code => (char)code)));
        foreach (var (value, word) in bytes.Zip(text).Sample(200))
        {
            using var call = client.SayAsync(new Note(), new Metadata { { "probe-bin", value }, { "probe", word } });
            await call;
            Assert.Equal(value, call.GetTrailers().GetValueBytes("probe-bin"));
            Assert.Equal(word, call.GetTrailers().GetValue("probe"));
        }
    }

    // HTTP lets whoever sends or forwards a header join the values of a repeated key with commas.
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Repeated_key_keeps_all_its_values_in_order()
    {
        await using var server = await ProbeServer.Start();
        string? seen = null;
        server.Service.OnSay = (note, context) =>
        {
            seen = string.Join(',', context.RequestHeaders.GetAll("purpose").Select(entry => entry.Value)).Replace(" ", string.Empty, StringComparison.Ordinal);
            return Task.FromResult(note);
        };
        await server.Client().SayAsync(new Note(), new Metadata { { "purpose", "a" }, { "purpose", "b" }, { "purpose", "c" } });
        Assert.Equal("a,b,c", seen);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Header_outside_the_specification_fails_the_call_that_reads_it()
    {
        await using var server = await ProbeServer.Start(options => options.EnableDetailedErrors = true);
        server.Service.OnSay = (note, context) => Task.FromResult(new Note { Number = context.RequestHeaders.Count });
        using var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/vamos.compat.tests.v1.Probe/Say"))
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new("application/grpc") } },
        };
        request.Headers.TryAddWithoutValidation("x-name", "José");
        using var response = await http.SendAsync(request);
        Assert.Equal("2", Assert.Single(response.Headers.GetValues("grpc-status")));
        Assert.Contains("x-name", Assert.Single(response.Headers.GetValues("grpc-message")), StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Response_header_outside_the_specification_hurts_only_who_reads_it()
    {
        using var call = CallOf(new Forger(isTrailer: false));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        Assert.Equal(StatusCode.Internal, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseHeadersAsync)).StatusCode);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Trailer_outside_the_specification_leaves_the_status_as_it_was()
    {
        using var call = CallOf(new Forger(isTrailer: true));
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Empty(failure.Trailers);
        Assert.Throws<ArgumentException>(() => call.GetTrailers());
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Call_describes_itself_to_the_service()
    {
        await using var server = await ProbeServer.Start();
        var seen = (Method: string.Empty, Host: string.Empty, Peer: string.Empty, Authenticated: true);
        server.Service.OnSay = (note, context) =>
        {
            seen = (context.Method, context.Host, context.Peer, context.AuthContext.IsPeerAuthenticated);
            return Task.FromResult(note);
        };
        await server.Client().SayAsync(new Note());
        Assert.Equal(("/vamos.compat.tests.v1.Probe/Say", server.Address.Authority, false), (seen.Method, seen.Host, seen.Authenticated));
        Assert.StartsWith("ipv4:127.0.0.1:", seen.Peer, StringComparison.Ordinal);
    }

    private static AsyncUnaryCall<Note> CallOf(Forger forger) =>
        new Probe.ProbeClient(GrpcChannel.ForAddress("http://nowhere", new GrpcChannelOptions { HttpHandler = forger })).SayAsync(new Note());

    /// <summary>A server that answers NOT_FOUND and adds what no gRPC library would send.</summary>
    private sealed class Forger(bool isTrailer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage
            {
                Version = new Version(2, 0),
                Content = new ByteArrayContent(new byte[5]) { Headers = { ContentType = new("application/grpc") } },
            };
            response.TrailingHeaders.Add("grpc-status", "5");
            (isTrailer ? response.TrailingHeaders : response.Headers).TryAddWithoutValidation("x-name", "José");
            return Task.FromResult(response);
        }
    }
}
