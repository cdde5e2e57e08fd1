namespace Vamos.Hub.Exchange;

using System.Buffers;
using System.Security.Cryptography;
using Google.Protobuf;

/// <summary>Size and SHA-256 of a message as it is on the wire: how a payload appears in the exchange log.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Hash">SHA-256.</param>
internal readonly record struct MessageDigest(int Size, byte[] Hash)
{
    /// <summary>The digest of a message.</summary>
    public static MessageDigest Of(IMessage message)
    {
        var size = message.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            message.WriteTo(buffer.AsSpan(0, size));
            return new MessageDigest(size, SHA256.HashData(buffer.AsSpan(0, size)));
        }
        finally
        {
            // it held personal data
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The digest of several messages, each with its length before it.</summary>
    public static MessageDigest Of(IReadOnlyList<IMessage> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0;
        foreach (var message in messages)
        {
            var length = CodedOutputStream.ComputeLengthSize(message.CalculateSize()) + message.CalculateSize();
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                using var written = new MemoryStream(buffer, 0, length);
                message.WriteDelimitedTo(written);
                hash.AppendData(buffer.AsSpan(0, length));
                size += length;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
        }

        return new MessageDigest(size, hash.GetHashAndReset());
    }
}
