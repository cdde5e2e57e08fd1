namespace Vamos.Adapters.Hl7.Mllp;

/// <summary>Puts messages into frames.</summary>
public static class MllpWriter
{
    /// <summary>The frame of a message.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var frame = new byte[message.Length + 3];
        frame[0] = MllpReader.Start;
        message.CopyTo(frame.AsSpan(1));
        frame[^2] = MllpReader.End;
        frame[^1] = MllpReader.AfterEnd;
        return frame;
    }

    /// <summary>Sends a message in a frame, in one piece.</summary>
    public static async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Frame(message.Span), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
