namespace Vamos.Adapters.Hl7;

using System.Buffers;
using System.Globalization;
using System.Text;

/// <summary>Escape sequences: chapter 2.7 of the standard.</summary>
internal static class Hl7Escape
{
    private const int MostLines = 100;

    /// <summary>
    /// The text that was meant. Highlighting is left out, line breaks become line feeds, and a sequence that nobody knows here stays as it is written.
    /// </summary>
    public static string Decode(ReadOnlySpan<char> raw, Hl7Encoding encoding)
    {
        var escape = encoding.Delimiters.Escape;
        if (escape == Hl7Delimiters.None || !raw.Contains(escape))
            return raw.ToString();

        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf(escape) is >= 0 and var start)
        {
            text.Append(raw[..start]);
            var length = raw[(start + 1)..].IndexOf(escape);
            if (length < 0)
            {
                // One that never ends is a character like any other.
                raw = raw[start..];
                break;
            }

            var sequence = raw.Slice(start + 1, length);
            if (!TryAppend(text, sequence, encoding))
                text.Append(raw.Slice(start, length + 2));
            raw = raw[(start + length + 2)..];
        }

        return text.Append(raw).ToString();
    }

    /// <summary>
    /// Writes text so that <see cref="Decode"/> gives it back. Control characters go as hexadecimal, since some of them end segments and frames.
    /// </summary>
    /// <exception cref="Hl7Exception">It needs escaping and the encoding has no escape character.</exception>
    public static void Append(StringBuilder target, ReadOnlySpan<char> text, Hl7Encoding encoding)
    {
        // What looks like the null value is none when it is text.
        if (text is Hl7Value.Null && encoding.Delimiters.Escape != Hl7Delimiters.None)
        {
            AppendHex(target, '"', encoding);
            text = text[1..];
        }

        foreach (var c in text)
        {
            if (NameOf(c, encoding.Delimiters) is { } name)
                AppendSequence(target, name, encoding);
            else if (c is < ' ' or '\u007F')
                AppendHex(target, c, encoding);
            else
                target.Append(c);
        }
    }

    private static bool TryAppend(StringBuilder text, ReadOnlySpan<char> sequence, Hl7Encoding encoding)
    {
        switch (sequence)
        {
            case "F":
                return AppendDelimiter(text, encoding.Delimiters.Field);
            case "S":
                return AppendDelimiter(text, encoding.Delimiters.Component);
            case "T":
                return AppendDelimiter(text, encoding.Delimiters.Subcomponent);
            case "R":
                return AppendDelimiter(text, encoding.Delimiters.Repetition);
            case "E":
                return AppendDelimiter(text, encoding.Delimiters.Escape);
            case "P":
                return AppendDelimiter(text, encoding.Delimiters.Truncation);
            case "H" or "N":
                return true;
            case ".br" or ".ce":
                text.Append('\n');
                return true;
            case ['.', 's', 'p', .. var lines]:
                return AppendLines(text, lines);
            case ['X', .. var digits]:
                return AppendBytes(text, digits, encoding.CharacterSet);
            default:
                return false;
        }
    }

    private static bool AppendDelimiter(StringBuilder text, char delimiter)
    {
        if (delimiter == Hl7Delimiters.None)
            return false;
        text.Append(delimiter);
        return true;
    }

    private static bool AppendLines(StringBuilder text, ReadOnlySpan<char> number)
    {
        var lines = 1;
        if (!number.IsEmpty && !int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out lines))
            return false;
        if (lines is < 0 or > MostLines)
            return false;
        text.Append('\n', lines);
        return true;
    }

    private static bool AppendBytes(StringBuilder text, ReadOnlySpan<char> digits, Hl7CharacterSet set)
    {
        if (digits.IsEmpty || digits.Length % 2 != 0)
            return false;
        var bytes = new byte[digits.Length / 2];
        if (Convert.FromHexString(digits, bytes, out _, out _) != OperationStatus.Done || set.TryDecode(bytes) is not { } decoded)
            return false;
        text.Append(decoded);
        return true;
    }

    private static string? NameOf(char c, Hl7Delimiters delimiters)
    {
        if (c == Hl7Delimiters.None)
            return null;
        return c == delimiters.Field ? "F"
            : c == delimiters.Component ? "S"
            : c == delimiters.Subcomponent ? "T"
            : c == delimiters.Repetition ? "R"
            : c == delimiters.Escape ? "E"
            : c == delimiters.Truncation ? "P"
            : null;
    }

    private static void AppendHex(StringBuilder target, char c, Hl7Encoding encoding) =>
        AppendSequence(target, string.Create(CultureInfo.InvariantCulture, $"X{(int)c:X2}"), encoding);

    private static void AppendSequence(StringBuilder target, string sequence, Hl7Encoding encoding)
    {
        var escape = encoding.Delimiters.Escape;
        if (escape == Hl7Delimiters.None)
            throw new Hl7Exception(Hl7ErrorCode.DataType, new Hl7Location("MSH", 1, 2), "defines no escape character, and a text needs one");
        target.Append(escape).Append(sequence).Append(escape);
    }
}
