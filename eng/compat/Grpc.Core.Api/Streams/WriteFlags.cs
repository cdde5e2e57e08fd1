namespace Grpc.Core;

/// <summary>Wishes about how a message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More messages follow at once; the transport need not flush after this one.</summary>
    BufferHint = 0x1,

    /// <summary>Leave this message uncompressed even when compression is on.</summary>
    NoCompress = 0x2,
}
