namespace System.IO.Hashing;

/// <summary>
/// XXH3 with 64 bits of result, after its published specification; plain arithmetic, no vector instructions. It is a hash
/// for telling things apart, not one that withstands an attacker.
/// </summary>
public static class XxHash3
{
    /// <summary>Hash of the bytes as a number; its canonical byte form is big-endian.</summary>
    public static ulong HashToUInt64(ReadOnlySpan<byte> source, long seed = 0) => source.Length switch
    {
        0 => Mixing.Avalanche64((ulong)seed ^ Secret.Read64(56) ^ Secret.Read64(64)),
        <= 3 => ShortInput.HashUpTo3(source, (ulong)seed),
        <= 8 => ShortInput.HashUpTo8(source, (ulong)seed),
        <= 16 => ShortInput.HashUpTo16(source, (ulong)seed),
        <= 128 => MiddleInput.HashUpTo128(source, (ulong)seed),
        <= 240 => MiddleInput.HashUpTo240(source, (ulong)seed),
        _ => LongInput.Hash(source, (ulong)seed),
    };
}
