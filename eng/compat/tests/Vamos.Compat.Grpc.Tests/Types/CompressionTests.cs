namespace Vamos.Compat.Tests.Types;

using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Net.Compression;

public sealed class CompressionTests
{
    public static TheoryData<ICompressionProvider> Providers =>
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void What_was_compressed_is_had_back(ICompressionProvider provider) =>
        Prop.ForAll<byte[]>(bytes => bytes is null || Decompressed(provider, Compressed(provider, bytes, null)).AsSpan().SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Providers))]
    public void Level_of_the_message_overrules_that_of_the_provider(ICompressionProvider provider)
    {
        var bytes = new byte[1000];
        Assert.True(Compressed(provider, bytes, null).Length < bytes.Length);
        Assert.True(Compressed(provider, bytes, CompressionLevel.NoCompression).Length > bytes.Length);
    }

    // RFC 1952 and RFC 1950 say how the envelopes begin.
    [Fact]
    public void Envelopes_are_those_of_the_wire()
    {
        var gzip = Compressed(new GzipCompressionProvider(CompressionLevel.Optimal), [1], null);
        var deflate = Compressed(new DeflateCompressionProvider(CompressionLevel.Optimal), [1], null);
        Assert.Equal([0x1f, 0x8b], gzip.Take(2));
        Assert.Equal((8, 0), (deflate[0] & 0x0f, ((deflate[0] << 8) | deflate[1]) % 31));
    }

    [Fact]
    public void Encodings_have_the_names_of_the_wire()
    {
        Assert.Equal("gzip", new GzipCompressionProvider(CompressionLevel.Optimal).EncodingName);
        Assert.Equal("deflate", new DeflateCompressionProvider(CompressionLevel.Optimal).EncodingName);
    }

    // Disposing the codec's stream must leave the other usable, which ToArray alone would not show.
    private static byte[] Compressed(ICompressionProvider provider, byte[] bytes, CompressionLevel? level)
    {
        var target = new MemoryStream();
        using (var stream = provider.CreateCompressionStream(target, level))
            stream.Write(bytes);
        Assert.True(target.CanWrite);
        return target.ToArray();
    }

    private static byte[] Decompressed(ICompressionProvider provider, byte[] bytes)
    {
        var (source, target) = (new MemoryStream(bytes), new MemoryStream());
        using (var stream = provider.CreateDecompressionStream(source))
            stream.CopyTo(target);
        Assert.True(source.CanRead);
        return target.ToArray();
    }
}
