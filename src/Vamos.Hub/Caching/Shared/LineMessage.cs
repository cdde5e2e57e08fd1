namespace Vamos.Hub.Caching.Shared;

using System.Buffers.Binary;

/// <summary>
/// A message between hubs: version, kind, the hub that sent it, the fingerprint of its keys, then the content. What is not understood is left aside.
/// </summary>
internal readonly record struct LineMessage(LineMessageKind Kind, ulong Hub, ulong Keys, UInt128 Person, long Number, uint[] Sources)
{
    private const byte Version = 1;
    private const int Head = 2 + 8 + 8 + 16 + 8;

    public byte[] ToBytes()
    {
        var bytes = new byte[Head + (Sources.Length * sizeof(uint))];
        (bytes[0], bytes[1]) = (Version, (byte)Kind);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), Hub);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(10), Keys);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(18), Person);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(34), Number);
        for (var i = 0; i < Sources.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Head + (i * sizeof(uint))), Sources[i]);
        return bytes;
    }

    public static LineMessage? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Head || (bytes.Length - Head) % sizeof(uint) != 0 || bytes[0] != Version || bytes[1] is < 1 or > (byte)LineMessageKind.Barrier)
            return null;
        var sources = new uint[(bytes.Length - Head) / sizeof(uint)];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(Head + (i * sizeof(uint)))..]);
        return new LineMessage(
            (LineMessageKind)bytes[1],
            BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[10..]),
            BinaryPrimitives.ReadUInt128BigEndian(bytes[18..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[34..]),
            sources);
    }
}

/// <summary>What a message says.</summary>
internal enum LineMessageKind : byte
{
    /// <summary>The hub that sent it hears itself when it comes back. Number counts them.</summary>
    Tick = 1,

    /// <summary>A person was invalidated, for these sources or, without any, all.</summary>
    Invalidation = 2,

    /// <summary>Nothing of the source that was loaded until Number (UTC ticks) counts.</summary>
    Barrier = 3,
}
