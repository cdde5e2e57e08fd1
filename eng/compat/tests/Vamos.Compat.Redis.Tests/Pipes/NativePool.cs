namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Buffers;

/// <summary>Memory that is no array.</summary>
internal sealed class NativePool : MemoryPool<byte>
{
    public override int MaxBufferSize => int.MaxValue;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new NativeMemory(Math.Max(minBufferSize, 1000));

    protected override void Dispose(bool disposing)
    {
    }
}

internal sealed unsafe class NativeMemory(int length) : MemoryManager<byte>
{
    private byte* _start = (byte*)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)length);

    public override Span<byte> GetSpan() => new(_start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        System.Runtime.InteropServices.NativeMemory.Free(_start);
        _start = null;
    }
}
