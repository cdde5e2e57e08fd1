namespace Vamos.Adapters.Hl7;

using System.Text;

/// <summary>What must be known of a message before it can be read: all character sets here agree on the letters of a header.</summary>
internal static class Hl7Sniff
{
    private const int CharacterSetField = 18;
    private const int ControlIdField = 10;
    private const int LongestControlId = 250;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The character set that MSH-18 names, and where the message begins behind a byte-order mark.</summary>
    /// <exception cref="Hl7Exception">MSH-18 names a set that is not known here.</exception>
    public static Hl7CharacterSet CharacterSet(ReadOnlySpan<byte> bytes, Hl7CharacterSet fallback, out int start)
    {
        start = bytes.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        if (start != 0)
            fallback = Hl7CharacterSet.Utf8;
        var field = HeaderField(bytes[start..], CharacterSetField);
        if (field.IsEmpty)
            return fallback;
        return Hl7CharacterSet.Find(field.Text)
            ?? throw new Hl7Exception(
                Hl7ErrorCode.TableValueNotFound, new Hl7Location("MSH", 1, CharacterSetField), "is a character set that is not known here");
    }

    /// <summary>The control id of a message of which perhaps only the beginning is there; empty when it cannot be found.</summary>
    public static string ControlId(ReadOnlySpan<byte> bytes)
    {
        var raw = HeaderField(bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes, ControlIdField).Text;
        return raw.Length <= LongestControlId ? raw : "";
    }

    private static Hl7Value HeaderField(ReadOnlySpan<byte> bytes, int number)
    {
        bytes = bytes.TrimStart("\r\n "u8);
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        var line = Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
        try
        {
            return line.StartsWith("MSH", StringComparison.Ordinal) ? Hl7Message.Parse(line, Hl7CharacterSet.Latin1).Header.Field(number) : default;
        }
        catch (Hl7Exception)
        {
            // What is wrong with the header is said when the message is parsed.
            return default;
        }
    }
}
