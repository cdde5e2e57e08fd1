namespace Vamos.Hub.Referrals.Feed;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

/// <summary>
/// Resume tokens: a version, the position in eight bytes, and a keyed hash over both and the institution. So a token is of use to nobody else, and nobody
/// makes one up.
/// </summary>
internal sealed class FeedTokens(byte[] secret)
{
    private const byte Version = 1;
    private const int Head = 1 + sizeof(long);
    private const int Seal = 16;

    public ByteString Write(string institution, long position)
    {
        var token = new byte[Head + Seal];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), position);
        SealOf(token.AsSpan(0, Head), institution).CopyTo(token.AsSpan(Head));
        return UnsafeByteOperations.UnsafeWrap(token);
    }

    /// <summary>The position; null when the token was not given to this institution.</summary>
    public long? Read(string institution, ByteString token)
    {
        var bytes = token.Span;
        return bytes.Length == Head + Seal && bytes[0] == Version
            && CryptographicOperations.FixedTimeEquals(bytes[Head..], SealOf(bytes[..Head], institution))
            ? BinaryPrimitives.ReadInt64BigEndian(bytes[1..])
            : null;
    }

    private ReadOnlySpan<byte> SealOf(ReadOnlySpan<byte> head, string institution) =>
        HMACSHA256.HashData(secret, (byte[])[.. head, .. Encoding.UTF8.GetBytes(institution)]).AsSpan(0, Seal);
}
