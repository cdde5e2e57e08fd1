namespace Grpc.Core;

using System.Buffers;

/// <summary>The bytes of one received message, valid only while it is being deserialized.</summary>
public abstract class DeserializationContext
{
    /// <summary>The message's length in bytes. An empty message is as valid as any.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>A copy of the message that the caller may keep.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The message without a copy; not to be touched after deserialization.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
