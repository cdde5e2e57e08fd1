namespace Vamos.Translation.Delimited;

using System.Buffers;

/// <summary>Which bytes a text can hold.</summary>
internal static class DelimitedText
{
    // Tabs and line ends may stand in quoted fields.
    private static readonly byte[] Controls = [.. Enumerable.Range(0, 0x20).Where(code => code is not ('\t' or '\r' or '\n')).Select(code => (byte)code), 0x7F];

    private static readonly SearchValues<byte> NotInUtf8 = SearchValues.Create(Controls);

    // What neither ISO 8859-1 nor Windows-1252 has a character for.
    private static readonly SearchValues<byte> NotInLatin1 = SearchValues.Create([.. Controls, 0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    public static bool HasOddBytes(ReadOnlySpan<byte> field, DelimitedEncoding encoding) =>
        field.ContainsAny(encoding == DelimitedEncoding.Latin1 ? NotInLatin1 : NotInUtf8);
}
