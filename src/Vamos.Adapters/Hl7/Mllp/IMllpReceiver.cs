namespace Vamos.Adapters.Hl7.Mllp;

/// <summary>Takes the messages that a listener receives.</summary>
public interface IMllpReceiver
{
    /// <summary>
    /// Takes one message and says what to answer, after the message is where no failure can lose it. Called for one message of a connection at a time.
    /// </summary>
    /// <param name="frame">The message.</param>
    /// <returns>Messages to send back, often one, perhaps none.</returns>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReceiveAsync(MllpFrame frame);

    /// <summary>Told what a connection brought besides messages, when it ends.</summary>
    /// <param name="garbage">Bytes outside of frames.</param>
    /// <param name="broken">Frames without end.</param>
    void ConnectionEnded(long garbage, long broken);
}
