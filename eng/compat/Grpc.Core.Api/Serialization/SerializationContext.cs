namespace Grpc.Core;

using System.Buffers;

/// <summary>Where a serializer puts the bytes of one message: either as a whole, or piece by piece into a buffer.</summary>
public abstract class SerializationContext
{
    /// <summary>Hands over the whole message. Nothing else may be called before or after.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The buffer to write the message into; the parameterless <see cref="Complete()"/> ends it.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the exact length before the first write, so that nothing need be copied.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Says that the message in the buffer is complete.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}
