namespace Vamos.Adapters.Hl7;

using System.Globalization;

/// <summary>Acknowledgements: chapter 2.9 of the standard, in original mode and in enhanced mode.</summary>
public sealed class Hl7Acknowledgement(TimeProvider time)
{
    private const int LongestReason = 200;
    private long _lastId = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>
    /// The answers that a message asks for. With MSH-15 and MSH-16 empty there is one, AA, AE or AR. Otherwise MSH-15 says when to confirm the
    /// receipt (CA, CE, CR) and MSH-16 when to tell the outcome: always, never, after errors, after success.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> For(Hl7Message message, Hl7Verdict verdict)
    {
        var (accept, application) = (message.Header.Field(15), message.Header.Field(16));
        if (accept.IsEmpty && application.IsEmpty)
            return [Write(message, "A", verdict)];
        var answers = new List<ReadOnlyMemory<byte>>(2);
        if (IsWanted(accept.Text, verdict))
            answers.Add(Write(message, "C", verdict));
        if (IsWanted(application.Text, verdict))
            answers.Add(Write(message, "A", verdict));
        return answers;
    }

    /// <summary>The answer to what could not be read even as far as its header; the control id is empty when it was not found.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ForUnreadable(string controlId, Hl7Exception flaw)
    {
        var writer = new Hl7Writer();
        writer.Header("MSH").Skip(4).Field(Hl7Time.Format(time.GetUtcNow())).Skip(1).Field("ACK").Field(NextId()).Field("P").Field("2.5.1");
        writer.Segment("MSA").Field("AR").Field(controlId);
        WriteError(writer, flaw, "2.5.1");
        return [writer.ToBytes()];
    }

    private static bool IsWanted(string condition, Hl7Verdict verdict) => condition.ToUpperInvariant() switch
    {
        "AL" => true,
        "ER" => verdict.Outcome != Hl7Outcome.Accepted,
        "SU" => verdict.Outcome == Hl7Outcome.Accepted,
        "NE" or "" => false,
        // A sender that says what nobody understands had better hear too much.
        _ => true,
    };

    private byte[] Write(Hl7Message message, string mode, Hl7Verdict verdict)
    {
        var header = message.Header;
        var writer = new Hl7Writer(message.Encoding);
        // Sender and receiver change places; what the sender wrote is copied as it stands, since only the sender need understand it.
        writer.Header("MSH").Copy(header.Field(5)).Copy(header.Field(6)).Copy(header.Field(3)).Copy(header.Field(4))
            .Field(Hl7Time.Format(time.GetUtcNow())).Skip(1);
        if (header.Field(9).Component(2).Text is { Length: > 0 } trigger)
            writer.Field("ACK", trigger, "ACK");
        else
            writer.Field("ACK");
        writer.Field(NextId()).Copy(header.Field(11)).Copy(header.Field(12)).Skip(5).Copy(header.Field(18));
        var code = mode + verdict.Outcome switch { Hl7Outcome.Accepted => "A", Hl7Outcome.Error => "E", _ => "R" };
        writer.Segment("MSA").Field(code).Copy(header.Field(10));
        if (verdict.Flaw is { } flaw)
            WriteError(writer, flaw, header.Field(12).Text);
        return writer.ToBytes();
    }

    private static void WriteError(Hl7Writer writer, Hl7Exception flaw, string version)
    {
        var code = ((int)flaw.Code).ToString(CultureInfo.InvariantCulture);
        var text = TextOf(flaw.Code);
        var place = flaw.Location;
        writer.Segment("ERR");
        if (IsBefore25(version))
        {
            // Until 2.4 place and code are one field, the code in subcomponents.
            writer.Field([[[place?.Segment ?? ""], [Number(place?.Occurrence)], [Number(place?.Field)], [code, text, "HL70357"]]]);
            return;
        }

        writer.Skip(1)
            .Field(place?.Segment, Number(place?.Occurrence), Number(place?.Field), Number(place?.Repetition), Number(place?.Component))
            .Field(code, text, "HL70357").Field("E").Skip(3)
            .Field(flaw.Message.Length <= LongestReason ? flaw.Message : flaw.Message[..LongestReason]);
    }

    private static bool IsBefore25(string version) => version is ['2', '.', >= '1' and <= '4', ..];

    private static string Number(int? number) => number is > 0 ? number.Value.ToString(CultureInfo.InvariantCulture) : "";

    private static string TextOf(Hl7ErrorCode code) => code switch
    {
        Hl7ErrorCode.SegmentSequence => "Segment sequence error",
        Hl7ErrorCode.RequiredFieldMissing => "Required field missing",
        Hl7ErrorCode.DataType => "Data type error",
        Hl7ErrorCode.TableValueNotFound => "Table value not found",
        Hl7ErrorCode.UnsupportedMessageType => "Unsupported message type",
        Hl7ErrorCode.UnsupportedEventCode => "Unsupported event code",
        Hl7ErrorCode.UnsupportedProcessingId => "Unsupported processing id",
        Hl7ErrorCode.UnsupportedVersion => "Unsupported version id",
        _ => "Application internal error",
    };

    private string NextId() => Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
}
