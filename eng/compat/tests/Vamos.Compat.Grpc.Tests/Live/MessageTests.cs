namespace Vamos.Compat.Tests.Live;

using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Compression;

/// <summary>Size limits and compression.</summary>
public sealed class MessageTests
{
    private static readonly Note Large = new() { Body = ByteString.CopyFrom(new byte[100_000]) };

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Request_over_the_limit_of_the_server_is_refused()
    {
        await using var server = await ProbeServer.Start(options => options.MaxReceiveMessageSize = 1000);
        var client = server.Client();
        Assert.Equal(StatusCode.ResourceExhausted, await CodeOf(async () => await client.SayAsync(Large)));
        Assert.Equal(500, (await client.SayAsync(new Note { Number = 500 })).Number);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Response_over_the_limit_of_the_server_is_not_sent()
    {
        await using var server = await ProbeServer.Start(options => options.MaxSendMessageSize = 1000);
        Assert.Equal(StatusCode.ResourceExhausted, await CodeOf(async () => await server.Client().SayAsync(Large)));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Limits_of_the_client_hold_on_its_side()
    {
        await using var server = await ProbeServer.Start();
        Assert.Equal(StatusCode.ResourceExhausted, await CodeOf(async () => await server.Client(o => o.MaxSendMessageSize = 1000).SayAsync(Large)));
        Assert.Equal(StatusCode.ResourceExhausted, await CodeOf(async () => await server.Client(o => o.MaxReceiveMessageSize = 1000).SayAsync(Large)));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Default_limit_is_four_megabytes_received()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = (_, _) => Task.FromResult(new Note());
        var client = server.Client();
        await client.SayAsync(new Note { Body = ByteString.CopyFrom(new byte[(4 * 1024 * 1024) - 100]) });
        Assert.Equal(StatusCode.ResourceExhausted, await CodeOf(async () =>
            await client.SayAsync(new Note { Body = ByteString.CopyFrom(new byte[4 * 1024 * 1024]) })));
    }

    [Theory(Timeout = Bound.Milliseconds)]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Messages_are_compressed_both_ways_when_asked_for(string encoding)
    {
        var (onServer, onClient) = (new Counter(encoding), new Counter(encoding));
        await using var server = await ProbeServer.Start(options =>
        {
            options.CompressionProviders.Clear();
            options.CompressionProviders.Add(onServer);
            options.ResponseCompressionAlgorithm = encoding;
            options.ResponseCompressionLevel = CompressionLevel.Optimal;
        });
        var client = server.Client(options => options.CompressionProviders = [onClient]);
        Assert.Equal(Large, await client.SayAsync(Large, new Metadata { { "grpc-internal-encoding-request", encoding } }));
        Assert.Equal((1, 1, CompressionLevel.Optimal), (onServer.Decompressed, onServer.Compressed, onServer.Level));
        Assert.Equal((1, 1), (onClient.Decompressed, onClient.Compressed));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Single_messages_can_be_left_uncompressed()
    {
        var counter = new Counter("gzip");
        await using var server = await ProbeServer.Start(options =>
        {
            options.CompressionProviders.Clear();
            options.CompressionProviders.Add(counter);
            options.ResponseCompressionAlgorithm = "gzip";
        });
        server.Service.OnScatter = async (note, answers, _) =>
        {
            await answers.WriteAsync(note);
            answers.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            await answers.WriteAsync(note);
            answers.WriteOptions = WriteOptions.Default;
            await answers.WriteAsync(note);
        };
        using var call = server.Client().Scatter(Large);
        Assert.Equal([Large, Large, Large], await call.ResponseStream.ReadAllAsync().ToListAsync());
        Assert.Equal(2, counter.Compressed);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Buffered_writes_arrive_with_the_next_flush()
    {
        await using var server = await ProbeServer.Start();
        using var call = server.Client().Gather();
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        for (var i = 0; i < 50; i++)
            await call.RequestStream.WriteAsync(new Note { Text = "x" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(50, (await call).Number);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Encoding_unknown_to_the_server_is_unimplemented()
    {
        await using var server = await ProbeServer.Start(options =>
        {
            options.CompressionProviders.Clear();
            options.CompressionProviders.Add(new DeflateCompressionProvider(CompressionLevel.Fastest));
        });
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        Assert.Equal(StatusCode.Unimplemented, await CodeOf(async () => await server.Client().SayAsync(Large, headers)));
    }

    private static async Task<StatusCode> CodeOf(Func<Task> call) => (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;

    private sealed class Counter(string encoding) : ICompressionProvider
    {
        private readonly ICompressionProvider _inner = encoding == "gzip"
            ? new GzipCompressionProvider(CompressionLevel.Fastest)
            : new DeflateCompressionProvider(CompressionLevel.Fastest);

        public int Compressed { get; private set; }

        public int Decompressed { get; private set; }

        public CompressionLevel? Level { get; private set; }

        public string EncodingName => _inner.EncodingName;

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
        {
            Compressed++;
            Level = compressionLevel;
            return _inner.CreateCompressionStream(stream, compressionLevel);
        }

        public Stream CreateDecompressionStream(Stream stream)
        {
            Decompressed++;
            return _inner.CreateDecompressionStream(stream);
        }
    }
}
