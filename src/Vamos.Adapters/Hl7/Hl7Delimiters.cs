namespace Vamos.Adapters.Hl7;

/// <summary>
/// The characters that separate the parts of a message, as its header says. One that the header does not define is <see cref="None"/>, and no
/// text is ever parted or escaped by it.
/// </summary>
/// <param name="Field">Between fields; what follows MSH.</param>
/// <param name="Component">Between components.</param>
/// <param name="Repetition">Between repetitions of a field.</param>
/// <param name="Escape">Around escape sequences.</param>
/// <param name="Subcomponent">Between subcomponents.</param>
/// <param name="Truncation">Marks a cut value since version 2.7.</param>
public readonly record struct Hl7Delimiters(char Field, char Component, char Repetition, char Escape, char Subcomponent, char Truncation = Hl7Delimiters.None)
{
    /// <summary>No character.</summary>
    public const char None = '\0';

    private const int LeastEncodingCharacters = 1;
    private const int MostEncodingCharacters = 5;

    /// <summary>Those that the standard recommends: <c>|^~\&amp;</c>.</summary>
    public static Hl7Delimiters Standard { get; } = new('|', '^', '~', '\\', '&');

    /// <summary>MSH-2.</summary>
    public string EncodingCharacters => new([.. new[] { Component, Repetition, Escape, Subcomponent, Truncation }.TakeWhile(c => c != None)]);

    /// <summary>Reads them from a header segment: the character after its name, and the field that follows.</summary>
    /// <param name="header">A segment MSH, FHS or BHS.</param>
    /// <exception cref="Hl7Exception">They cannot part anything.</exception>
    public static Hl7Delimiters Of(ReadOnlySpan<char> header)
    {
        var name = header.Length < 3 ? "MSH" : header[..3].ToString();
        if (header.Length < 4 || !CanSeparate(header[3]))
            throw new Hl7Exception(Hl7ErrorCode.SegmentSequence, new Hl7Location(name, 1, 1), "is no field separator");
        var field = header[3];
        var rest = header[4..];
        var end = rest.IndexOf(field);
        var characters = end < 0 ? rest : rest[..end];
        if (characters.Length is < LeastEncodingCharacters or > MostEncodingCharacters)
            throw Unusable(name, "must be one to five encoding characters");
        var all = $"{field}{characters}";
        if (!all.All(CanSeparate) || all.Distinct().Count() != all.Length)
            throw Unusable(name, "must be different characters that are neither letters nor digits nor quotes");

        return new Hl7Delimiters(field, characters[0], At(characters, 1), At(characters, 2), At(characters, 3), At(characters, 4));
    }

    private static char At(ReadOnlySpan<char> characters, int index) => index < characters.Length ? characters[index] : None;

    // A double quote could not be told from the null value.
    private static bool CanSeparate(char c) => c is > ' ' and < '\u007F' and not '"' && !char.IsAsciiLetterOrDigit(c);

    private static Hl7Exception Unusable(string name, string reason) => new(Hl7ErrorCode.DataType, new Hl7Location(name, 1, 2), reason);
}
