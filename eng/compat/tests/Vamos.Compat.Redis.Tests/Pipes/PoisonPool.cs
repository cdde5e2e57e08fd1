namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Buffers;

/// <summary>Writes over memory that comes back, so that a use after that shows, and counts what is out.</summary>
internal sealed class PoisonPool : MemoryPool<byte>
{
    private int _rented;
    private int _returned;

    public int Rented => Volatile.Read(ref _rented);

    public int Returned => Volatile.Read(ref _returned);

    public override int MaxBufferSize => int.MaxValue;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        Interlocked.Increment(ref _rented);
        return new Owner(this, new byte[Math.Max(minBufferSize, 256)]);
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Owner(PoisonPool pool, byte[] array) : IMemoryOwner<byte>
    {
        private int _disposed;

        public Memory<byte> Memory => array;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) != 0)
                return;
            array.AsSpan().Fill(255);
            Interlocked.Increment(ref pool._returned);
        }
    }
}
