namespace Vamos.Hub.Caching.Sealing;

using System.Buffers.Binary;
using System.Security.Cryptography;

/// <summary>Nonces that do not repeat: eight random bytes, then a count.</summary>
internal sealed class NonceSequence
{
    private Run _run = new();

    /// <summary>Writes the next one, twelve bytes.</summary>
    public void Next(Span<byte> nonce)
    {
        while (true)
        {
            var run = Volatile.Read(ref _run);
            var number = Interlocked.Increment(ref run.Count);
            if (number <= uint.MaxValue)
            {
                BinaryPrimitives.WriteUInt64BigEndian(nonce, run.Start);
                BinaryPrimitives.WriteUInt32BigEndian(nonce[sizeof(ulong)..], (uint)number);
                return;
            }

            Interlocked.CompareExchange(ref _run, new Run(), run);
        }
    }

    private sealed class Run
    {
        public readonly ulong Start = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        public long Count;
    }
}
