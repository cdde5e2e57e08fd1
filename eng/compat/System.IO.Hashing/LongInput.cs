namespace System.IO.Hashing;

using static System.IO.Hashing.Mixing;
using static System.IO.Hashing.Primes;

/// <summary>Inputs of more than 240 bytes: stripes of 64 bytes into eight accumulators, scrambled after every block.</summary>
internal static class LongInput
{
    private const int Stripe = 64;
    private const int StripesPerBlock = (Secret.Length - Stripe) / 8;
    private const int Block = StripesPerBlock * Stripe;
    private const int ScrambleOffset = Secret.Length - Stripe;
    private const int LastStripeOffset = Secret.Length - Stripe - 7;
    private const int MergeOffset = 11;

    public static ulong Hash(ReadOnlySpan<byte> source, ulong seed)
    {
        if (seed == 0)
            return Hash(source, Secret.Default);

        Span<byte> secret = stackalloc byte[Secret.Length];
        Secret.Derive(seed, secret);
        return Hash(source, secret);
    }

    private static ulong Hash(ReadOnlySpan<byte> source, ReadOnlySpan<byte> secret)
    {
        Span<ulong> sums = [Prime32_3, Prime64_1, Prime64_2, Prime64_3, Prime64_4, Prime32_2, Prime64_5, Prime32_1];
        var rest = source;
        while (rest.Length > Block)
        {
            for (var i = 0; i < StripesPerBlock; i++)
                Accumulate(sums, rest[(i * Stripe)..], secret[(8 * i)..]);
            Scramble(sums, secret[ScrambleOffset..]);
            rest = rest[Block..];
        }

        for (var i = 0; i < (rest.Length - 1) / Stripe; i++)
            Accumulate(sums, rest[(i * Stripe)..], secret[(8 * i)..]);
        Accumulate(sums, source[^Stripe..], secret[LastStripeOffset..]);
        return Merge(sums, secret[MergeOffset..], (ulong)source.Length * Prime64_1);
    }

    private static void Accumulate(Span<ulong> sums, ReadOnlySpan<byte> stripe, ReadOnlySpan<byte> secret)
    {
        for (var i = 0; i < 8; i++)
        {
            var value = Read64(stripe, 8 * i);
            var keyed = value ^ Read64(secret, 8 * i);
            sums[i ^ 1] += value;
            sums[i] += (uint)keyed * (keyed >> 32);
        }
    }

    private static void Scramble(Span<ulong> sums, ReadOnlySpan<byte> secret)
    {
        for (var i = 0; i < 8; i++)
            sums[i] = (sums[i] ^ (sums[i] >> 47) ^ Read64(secret, 8 * i)) * Prime32_1;
    }

    private static ulong Merge(ReadOnlySpan<ulong> sums, ReadOnlySpan<byte> secret, ulong hash)
    {
        for (var i = 0; i < 8; i += 2)
            hash += Fold(sums[i] ^ Read64(secret, 8 * i), sums[i + 1] ^ Read64(secret, 8 * i + 8));
        return Avalanche(hash);
    }
}
