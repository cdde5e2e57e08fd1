namespace System.IO.Hashing;

using System.Buffers.Binary;
using System.Numerics;
using static System.IO.Hashing.Mixing;
using static System.IO.Hashing.Primes;

/// <summary>Inputs of 1 to 16 bytes: first and last bytes overlap to cover every length.</summary>
internal static class ShortInput
{
    public static ulong HashUpTo3(ReadOnlySpan<byte> source, ulong seed)
    {
        var length = source.Length;
        var combined = ((uint)source[0] << 16) | ((uint)source[length >> 1] << 24) | source[length - 1] | ((uint)length << 8);
        return Avalanche64(combined ^ ((Secret.Read32(0) ^ Secret.Read32(4)) + seed));
    }

    public static ulong HashUpTo8(ReadOnlySpan<byte> source, ulong seed)
    {
        var length = source.Length;
        var first = BinaryPrimitives.ReadUInt32LittleEndian(source);
        var last = BinaryPrimitives.ReadUInt32LittleEndian(source[(length - 4)..]);
        seed ^= (ulong)BinaryPrimitives.ReverseEndianness((uint)seed) << 32;
        var hash = (last + ((ulong)first << 32)) ^ ((Secret.Read64(8) ^ Secret.Read64(16)) - seed);
        hash ^= BitOperations.RotateLeft(hash, 49) ^ BitOperations.RotateLeft(hash, 24);
        hash *= PrimeMix2;
        hash ^= (hash >> 35) + (ulong)length;
        hash *= PrimeMix2;
        return hash ^ (hash >> 28);
    }

    public static ulong HashUpTo16(ReadOnlySpan<byte> source, ulong seed)
    {
        var length = source.Length;
        var low = Read64(source, 0) ^ ((Secret.Read64(24) ^ Secret.Read64(32)) + seed);
        var high = Read64(source, length - 8) ^ ((Secret.Read64(40) ^ Secret.Read64(48)) - seed);
        return Avalanche((ulong)length + BinaryPrimitives.ReverseEndianness(low) + high + Fold(low, high));
    }
}
