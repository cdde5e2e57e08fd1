namespace Grpc.Core;

using System.Buffers;

/// <summary>Collects a message into an array, for those who ask a buffer-based marshaller for one.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _writer;
    private byte[]? _payload;

    public byte[] Payload => _payload ?? throw new InvalidOperationException("The serializer did not complete its message.");

    public override void Complete(byte[] payload)
    {
        if (_payload is not null || _writer is not null)
            throw new InvalidOperationException("The message was begun or completed before.");
        _payload = payload;
    }

    public override IBufferWriter<byte> GetBufferWriter() => _writer ??= new ArrayBufferWriter<byte>();

    public override void Complete()
    {
        if (_payload is not null)
            throw new InvalidOperationException("The message was completed before.");
        _payload = _writer is null ? [] : _writer.WrittenSpan.ToArray();
    }
}
