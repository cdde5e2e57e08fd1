namespace Grpc.Net.Compression;

using System.IO.Compression;

/// <summary>One message encoding that both ends of a call may agree on.</summary>
public interface ICompressionProvider
{
    /// <summary>The name in the <c>grpc-encoding</c> and <c>grpc-accept-encoding</c> headers.</summary>
    string EncodingName { get; }

    /// <summary>A stream that compresses what is written to it into <paramref name="stream"/>, which it leaves open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream from which the original of <paramref name="stream"/> can be read; leaves that one open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
