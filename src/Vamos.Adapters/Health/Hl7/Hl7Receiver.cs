namespace Vamos.Adapters.Health.Hl7;

using System.Security.Cryptography;
using Vamos.Adapters.Health.Hl7.Events;
using Vamos.Adapters.Health.Hl7.Store;
using Vamos.Adapters.Hl7;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Adapters.Quarantine;

/// <summary>Takes messages, however they came: understands them, stores them, and says what became of them once that is durable.</summary>
internal sealed class Hl7Receiver(
    Hl7Settings settings, EventStore store, QuarantineStore quarantine, Hl7Metrics metrics, TimeProvider time, ILogger logger) : IMllpReceiver
{
    private readonly HealthEventReader _reader = new(settings, time);
    private readonly Hl7Acknowledgement _acknowledgement = new(time);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReceiveAsync(MllpFrame frame)
    {
        var (message, verdict) = await TakeAsync(frame.Content, frame.IsTooLong);
        return message is null
            ? _acknowledgement.ForUnreadable(Hl7Sniff.ControlId(frame.Content.Span), verdict.Flaw!)
            : _acknowledgement.For(message, verdict);
    }

    /// <inheritdoc />
    public void ConnectionEnded(long garbage, long broken) => metrics.Wasted(garbage, broken);

    /// <summary>Takes one message.</summary>
    /// <param name="bytes">The message; of one that is too long, its beginning.</param>
    /// <param name="isTooLong">Whether it is too long.</param>
    /// <returns>The message, or null when it could not be read as one; and what became of it.</returns>
    public async Task<(Hl7Message? Message, Hl7Verdict Verdict)> TakeAsync(ReadOnlyMemory<byte> bytes, bool isTooLong)
    {
        Hl7Message? message = null;
        Hl7Verdict verdict;
        try
        {
            (message, var submission) = Understand(bytes.Span, isTooLong);
            verdict = await StoreAsync(submission);
        }
        catch (Exception e)
        {
            // Nothing that arrives may end the listening; the sender keeps the message and is told so.
            Hl7Log.Unforeseen(logger, e);
            verdict = NotNow;
        }

        metrics.Answered(verdict.Outcome);
        return (message, verdict);
    }

    private static Hl7Verdict NotNow => new(Hl7Outcome.Rejected, new Hl7Exception(Hl7ErrorCode.Internal, null, "the message cannot be stored at the moment"));

    private async Task<Hl7Verdict> StoreAsync(Submission submission)
    {
        Stored stored;
        try
        {
            stored = await store.SubmitAsync(submission);
        }
        catch (Exception)
        {
            // The store has logged why.
            return NotNow;
        }

        if (stored.IsDuplicate)
            metrics.Repeated();
        if (stored.Flaw is not { } flaw)
            return Hl7Verdict.Accepted;
        quarantine.SetAside(SetAsideMessage.Row(submission.Type, submission.ControlId, flaw));
        return Hl7Verdict.Of(flaw);
    }

    private (Hl7Message? Message, Submission Submission) Understand(ReadOnlySpan<byte> bytes, bool isTooLong)
    {
        var submission = new Submission
        {
            Sender = "",
            ControlId = Hl7Sniff.ControlId(bytes),
            Digest = DigestOf(bytes),
            Type = "",
            Raw = bytes.ToArray(),
        };
        if (isTooLong)
        {
            var tooLong = new Hl7Exception(Hl7ErrorCode.Internal, null, $"the message is longer than {settings.Limits.MessageBytes} bytes");
            return (null, submission with { Flaw = tooLong });
        }

        Hl7Message? message = null;
        try
        {
            message = Hl7Message.Parse(bytes, settings.CharacterSet, settings.Limits);
            submission = submission with
            {
                Sender = HealthEventReader.SenderOf(message),
                ControlId = message.Header.Field(10).Text,
                Type = HealthEventReader.TypeOf(message),
            };
            return (message, submission with { Event = _reader.Read(message) });
        }
        catch (Hl7Exception flaw)
        {
            var isOurs = message is not null && Hl7Verdict.Of(flaw).Outcome == Hl7Outcome.Error;
            return (message, submission with { Flaw = flaw, Cedula = isOurs ? _reader.CedulaIn(message!) : null });
        }
    }

    /// <summary>Of everything behind the header. Two messages with one number that say different things are two messages.</summary>
    private static byte[] DigestOf(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        return SHA256.HashData(end < 0 ? bytes : bytes[end..].Trim("\r\n"u8))[..16];
    }
}
