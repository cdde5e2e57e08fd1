namespace System.IO.Hashing;

using static System.IO.Hashing.Mixing;
using static System.IO.Hashing.Primes;

/// <summary>Inputs of 17 to 240 bytes: blocks of 16, each against its own part of the secret.</summary>
internal static class MiddleInput
{
    // The second round starts a little into the secret, and the last block ends a little before its end (of 136 bytes).
    private const int SecondRoundOffset = 3;
    private const int LastBlockOffset = 136 - 17;

    public static ulong HashUpTo128(ReadOnlySpan<byte> source, ulong seed)
    {
        var length = source.Length;
        var hash = (ulong)length * Prime64_1;
        for (var i = (length - 1) / 32; i >= 0; i--)
        {
            hash += Mix16(source, 16 * i, 32 * i, seed);
            hash += Mix16(source, length - 16 * (i + 1), 32 * i + 16, seed);
        }

        return Avalanche(hash);
    }

    public static ulong HashUpTo240(ReadOnlySpan<byte> source, ulong seed)
    {
        var length = source.Length;
        var hash = (ulong)length * Prime64_1;
        for (var i = 0; i < 8; i++)
            hash += Mix16(source, 16 * i, 16 * i, seed);

        hash = Avalanche(hash);
        for (var i = 8; i < length / 16; i++)
            hash += Mix16(source, 16 * i, 16 * (i - 8) + SecondRoundOffset, seed);
        return Avalanche(hash + Mix16(source, length - 16, LastBlockOffset, seed));
    }
}
