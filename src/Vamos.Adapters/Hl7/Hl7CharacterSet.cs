namespace Vamos.Adapters.Hl7;

using System.Text;

/// <summary>A character set by its name in MSH-18. Bytes and letters that it does not have are errors, never question marks.</summary>
public sealed class Hl7CharacterSet
{
    private static readonly Hl7CharacterSet[] All =
    [
        new("ASCII", Strict(Encoding.ASCII), isLatin: false),
        new("8859/1", Strict(Encoding.Latin1), isLatin: true),
        new(
            "8859/15",
            CodePagesEncodingProvider.Instance.GetEncoding(28605, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
            isLatin: true),
        new("UNICODE UTF-8", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), isLatin: false),
    ];

    private readonly Encoding _encoding;
    private readonly bool _isLatin;

    private Hl7CharacterSet(string name, Encoding encoding, bool isLatin)
    {
        Name = name;
        _encoding = encoding;
        _isLatin = isLatin;
    }

    /// <summary>Seven bits.</summary>
    public static Hl7CharacterSet Ascii => All[0];

    /// <summary>Western European.</summary>
    public static Hl7CharacterSet Latin1 => All[1];

    /// <summary>Western European with the euro sign.</summary>
    public static Hl7CharacterSet Latin9 => All[2];

    /// <summary>Everything.</summary>
    public static Hl7CharacterSet Utf8 => All[3];

    /// <summary>Names of all of them.</summary>
    public static IEnumerable<string> Names => All.Select(set => set.Name);

    /// <summary>Its name in MSH-18.</summary>
    public string Name { get; }

    /// <summary>The set of a name of table 0211, and of the names that senders write instead; null when there is none.</summary>
    public static Hl7CharacterSet? Find(string name) => name.Trim().ToUpperInvariant() switch
    {
        "ASCII" or "ISO IR6" => Ascii,
        "8859/1" or "ISO-8859-1" or "ISO8859/1" or "ISO IR100" => Latin1,
        "8859/15" or "ISO-8859-15" or "ISO8859/15" => Latin9,
        "UNICODE UTF-8" or "UTF-8" or "UTF8" => Utf8,
        _ => null,
    };

    /// <summary>Reads bytes.</summary>
    /// <exception cref="Hl7Exception">They are not of this set.</exception>
    public string Decode(ReadOnlySpan<byte> bytes)
    {
        // 0x80 to 0x9F are control characters of ISO 8859 that nobody sends; such a byte tells that the text is of another set.
        if (_isLatin && bytes.IndexOfAnyInRange((byte)0x80, (byte)0x9F) is >= 0 and var at)
            throw Foreign(at);
        try
        {
            return _encoding.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Foreign(e.Index);
        }
    }

    /// <summary>Reads bytes; null when they are not of this set.</summary>
    public string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Decode(bytes);
        }
        catch (Hl7Exception)
        {
            return null;
        }
    }

    /// <summary>Writes text.</summary>
    /// <exception cref="Hl7Exception">It has a letter that this set has not.</exception>
    public byte[] Encode(string text)
    {
        if (_isLatin && text.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') >= 0)
            throw Unknown();
        try
        {
            return _encoding.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw Unknown();
        }
    }

    private static Encoding Strict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private Hl7Exception Foreign(int at) =>
        new(Hl7ErrorCode.DataType, new Hl7Location("MSH", 1, 18), $"says {Name}, but byte {Math.Max(at, 0) + 1} of the message is none of it");

    private Hl7Exception Unknown() => new(Hl7ErrorCode.DataType, new Hl7Location("MSH", 1, 18), $"says {Name}, which lacks a letter of the message");
}
