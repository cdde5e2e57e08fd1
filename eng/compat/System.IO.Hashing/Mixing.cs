namespace System.IO.Hashing;

using System.Buffers.Binary;
using static System.IO.Hashing.Primes;

/// <summary>The small steps that all lengths are made of.</summary>
internal static class Mixing
{
    public static ulong Read64(ReadOnlySpan<byte> source, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(source[offset..]);

    /// <summary>Product of 128 bits, folded into 64.</summary>
    public static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    /// <summary>16 bytes of input against 16 bytes of the default secret.</summary>
    public static ulong Mix16(ReadOnlySpan<byte> source, int offset, int secretOffset, ulong seed)
        => Fold(
            Read64(source, offset) ^ (Secret.Read64(secretOffset) + seed),
            Read64(source, offset + 8) ^ (Secret.Read64(secretOffset + 8) - seed));

    /// <summary>The last step of this hash.</summary>
    public static ulong Avalanche(ulong hash)
    {
        hash ^= hash >> 37;
        hash *= PrimeMix1;
        return hash ^ (hash >> 32);
    }

    /// <summary>The last step of its predecessor, which the shortest inputs still take.</summary>
    public static ulong Avalanche64(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= Prime64_2;
        hash ^= hash >> 29;
        hash *= Prime64_3;
        return hash ^ (hash >> 32);
    }
}
