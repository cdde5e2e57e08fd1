namespace Vamos.Adapters.Soap;

using System.Text;
using System.Text.RegularExpressions;

/// <summary>
/// In which encoding an answer is, after RFC 7303: its byte-order mark says so, or else the charset of the HTTP header, or else the XML declaration,
/// or else it is UTF-8. All are strict: bytes that mean nothing are found out instead of being replaced.
/// </summary>
internal static partial class AnswerEncoding
{
    private const int LongestDeclaration = 256;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Ascii = Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    // What calls itself ISO 8859-1 has the quotation marks and dashes of Windows often, and the control characters that 8859-1 has there never.
    private static readonly Encoding Western =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    [GeneratedRegex("""^<\?xml\s[^>]*?\bencoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._-]*)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration { get; }

    /// <summary>The encoding, and how many bytes its mark takes.</summary>
    /// <exception cref="LegacySystemException">It is none that is known here, or not the one that it is said to be.</exception>
    public static (Encoding Encoding, int Mark) Of(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return (Utf8, 3);
        if (bytes is [0xFE, 0xFF, ..])
            return (Utf16BigEndian, 2);
        if (bytes is [0xFF, 0xFE, ..] and not [_, _, 0, 0, ..])
            return (Utf16, 2);
        if (!string.IsNullOrWhiteSpace(charset))
            return (Named(charset.Trim(' ', '"'), bytes), 0);
        if (bytes is [(byte)'<', 0, ..])
            return (Utf16, 0);
        if (bytes is [0, (byte)'<', ..])
            return (Utf16BigEndian, 0);

        var declared = Declaration.Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, LongestDeclaration)]));
        if (!declared.Success)
            return (Utf8, 0);
        var encoding = Named(declared.Groups["name"].Value, bytes);
        return encoding is UnicodeEncoding ? throw new LegacySystemException("the answer declares UTF-16 and is not written in it") : (encoding, 0);
    }

    private static Encoding Named(string name, ReadOnlySpan<byte> bytes) => name.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => Utf8,
        "UTF-16" => bytes is [(byte)'<', 0, ..] ? Utf16 : Utf16BigEndian,
        "UTF-16LE" => Utf16,
        "UTF-16BE" => Utf16BigEndian,
        "ISO-8859-1" or "ISO_8859-1" or "ISO8859-1" or "LATIN1" or "L1" or "WINDOWS-1252" or "CP1252" => Western,
        "US-ASCII" or "ASCII" => Ascii,
        _ => throw new LegacySystemException("the answer is in an encoding that is not known here; UTF-8, UTF-16, ISO 8859-1 and Windows-1252 are"),
    };
}
