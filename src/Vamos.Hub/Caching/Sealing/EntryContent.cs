namespace Vamos.Hub.Caching.Sealing;

using System.Buffers.Binary;
using Google.Protobuf;
using Vamos.Hub.Caching.Freshness;

/// <summary>What is sealed: whether there is something, the moments of its life, the message.</summary>
internal static class EntryContent
{
    public const int Head = 1 + (3 * sizeof(long));

    private const byte Nothing = 0;
    private const byte Something = 1;

    public static byte[] Write<T>(T? value, in Lifetime life) where T : class, IMessage<T>
    {
        var content = new byte[Head + (value?.CalculateSize() ?? 0)];
        content[0] = value is null ? Nothing : Something;
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(1), life.LoadedAt);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(1 + sizeof(long)), life.FreshUntil);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(1 + (2 * sizeof(long))), life.StaleUntil);
        value?.WriteTo(content.AsSpan(Head));
        return content;
    }

    /// <summary>False for what cannot have been written by <see cref="Write"/>, or was by another version of the message.</summary>
    public static bool TryRead<T>(byte[] content, MessageParser<T> parser, out T? value, out Lifetime life) where T : class, IMessage<T>
    {
        (value, life) = (null, default);
        if (content.Length < Head || content[0] > Something || (content[0] == Nothing && content.Length != Head))
            return false;
        life = Lifetime.Read(
            BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(1)),
            BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(1 + sizeof(long))),
            BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(1 + (2 * sizeof(long)))),
            content[0] == Nothing);
        if (life.LoadedAt <= 0 || life.LoadedAt > DateTimeOffset.MaxValue.UtcTicks || life.FreshUntil > life.StaleUntil)
            return false;
        if (content[0] == Nothing)
            return true;
        try
        {
            value = parser.ParseFrom(content.AsSpan(Head));
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }
}
