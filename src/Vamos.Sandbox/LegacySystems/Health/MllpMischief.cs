namespace Vamos.Sandbox.LegacySystems.Health;

using Vamos.Adapters.Hl7.Mllp;

/// <summary>What a sender in a bad mood puts on the wire. The message itself arrives whole in the end.</summary>
internal static class MllpMischief
{
    // Noise between frames, then a frame that is begun and never ended.
    private static ReadOnlySpan<byte> Noise => [0x00, 0xFF, 0x1C, 0x0D, 0x7F, 0x4D, 0x53, 0x48, 0x0B, 0x4D, 0x53, 0x48, 0x7C, 0xFE];

    public static async Task WriteAsync(Stream stream, byte[] message, Disturbance disturbance, TimeProvider time, CancellationToken cancellationToken)
    {
        var frame = MllpWriter.Frame(message);
        switch (disturbance.Mood)
        {
            case Mood.Slow:
                await stream.WriteAsync(frame.AsMemory(0, frame.Length / 2), cancellationToken);
                await Task.Delay(disturbance.Delay, time, cancellationToken);
                await stream.WriteAsync(frame.AsMemory(frame.Length / 2), cancellationToken);
                break;
            case Mood.Garbage:
                await stream.WriteAsync((byte[])[.. Noise, .. frame], cancellationToken);
                break;
            default:
                await stream.WriteAsync(frame, cancellationToken);
                break;
        }
    }
}
