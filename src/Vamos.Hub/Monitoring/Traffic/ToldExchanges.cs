namespace Vamos.Hub.Monitoring.Traffic;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Exchange.V1;

/// <summary>
/// What is told of an exchange to everybody who watches: the same message, written once however many there are. To write it again for each cost more than
/// all the rest of watching. Of the latest exchanges; whatever is not here is written as any other message.
/// </summary>
internal static class ToldExchanges
{
    // one for the process: hubs beside each other in it take each other's places, and write anew then
    private static readonly Told?[] Latest = new Told?[ExchangeFeed.Kept];

    /// <summary>Writes and reads what watchers are told.</summary>
    public static Marshaller<WatchExchangesResponse> Marshaller { get; } =
        Marshallers.Create(Write, context => WatchExchangesResponse.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

    /// <summary>The message about an exchange before which none was passed over. Many streams send it: nobody may change it.</summary>
    public static WatchExchangesResponse MessageOf(ExchangeRecord exchange)
    {
        ref var place = ref Latest[exchange.LogIndex % ExchangeFeed.Kept];
        var told = Volatile.Read(ref place);
        if (told is null || !ReferenceEquals(told.Message.Exchange, exchange))
        {
            told = new Told(new WatchExchangesResponse { ResumeToken = ExchangeWatch.TokenBehind(exchange.LogIndex), Exchange = exchange });
            Volatile.Write(ref place, told);
        }

        return told.Message;
    }

    private static void Write(WatchExchangesResponse message, SerializationContext context)
    {
        if (message.Exchange is { LogIndex: >= 0 } exchange
            && Volatile.Read(ref Latest[exchange.LogIndex % ExchangeFeed.Kept]) is { } told
            && ReferenceEquals(told.Message, message))
        {
            context.Complete(told.Bytes);
            return;
        }

        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private sealed class Told(WatchExchangesResponse message)
    {
        private byte[]? _bytes;

        public WatchExchangesResponse Message => message;

        public byte[] Bytes => _bytes ??= message.ToByteArray();
    }
}
