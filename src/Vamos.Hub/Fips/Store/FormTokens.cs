namespace Vamos.Hub.Fips.Store;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

/// <summary>
/// Positions in the feed of the registry, as callers keep them: a version, the number, and a code that only the registry can make, over the number and
/// what it was given out for. A token of another registry, another list or another hand is told apart from one of ours.
/// </summary>
internal sealed class FormTokens(byte[] key)
{
    private const byte Version = 1;
    private const int CodeBytes = 8;
    private const int Size = 1 + sizeof(long) + CodeBytes;

    /// <summary>The token of a position.</summary>
    /// <param name="seq">The position.</param>
    /// <param name="use">What it is given out for.</param>
    public byte[] Write(long seq, string use)
    {
        var token = new byte[Size];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), seq);
        Code(token, use, token.AsSpan(Size - CodeBytes));
        return token;
    }

    /// <summary>The position of a token; null when it is none that was given out for this.</summary>
    public long? Read(ReadOnlySpan<byte> token, string use)
    {
        if (token.Length != Size || token[0] != Version)
            return null;
        Span<byte> code = stackalloc byte[CodeBytes];
        Code(token, use, code);
        return CryptographicOperations.FixedTimeEquals(code, token[^CodeBytes..]) ? BinaryPrimitives.ReadInt64BigEndian(token[1..]) : null;
    }

    private void Code(ReadOnlySpan<byte> token, string use, Span<byte> code)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, [.. token[..(1 + sizeof(long))], .. Encoding.UTF8.GetBytes(use)], hash);
        hash[..CodeBytes].CopyTo(code);
    }
}
