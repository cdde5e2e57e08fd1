namespace Vamos.Adapters.Tests.Hl7;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Hl7;

/// <summary>Arbitrary texts, delimiters and character sets.</summary>
internal static class Hl7Texts
{
    private const string Separators = "|^~\\&#!$%*+,-./:;<=>?@[]_`{}()'";

    public static Gen<Hl7CharacterSet> CharacterSets { get; } =
        Gen.Elements(Hl7CharacterSet.Ascii, Hl7CharacterSet.Latin1, Hl7CharacterSet.Latin9, Hl7CharacterSet.Utf8);

    public static Gen<Hl7Delimiters> Delimiters { get; } =
        from shuffled in Gen.Shuffle(Separators.ToCharArray())
        from truncation in Gen.Elements(true, false)
        from standard in Gen.Elements(true, false)
        select standard
            ? Hl7Delimiters.Standard
            : new Hl7Delimiters(shuffled[0], shuffled[1], shuffled[2], shuffled[3], shuffled[4], truncation ? shuffled[5] : Hl7Delimiters.None);

    /// <summary>Texts that a set can hold, rich in what could be taken for something else.</summary>
    public static Gen<string> TextsOf(Hl7CharacterSet set) => Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.Elements((Separators
                + "\"\r\n\u000B\u001C\u0000FSTREXHN.br0A\u00F1\u00D1\u20AC\u0177\u007F").ToCharArray()).ArrayOf().Select(letters => new string(letters)),
            Gen.Elements("\"\"", "\"", "\"\"\"", "", " ", "\\", "\\F\\", "\\X0A\\", "MSH|^~\\&", "\uFEFF", "ñandutí"))
        .Select(text => Fit(text, set));

    private static string Fit(string text, Hl7CharacterSet set)
    {
        try
        {
            set.Encode(text);
            return text;
        }
        catch (Hl7Exception)
        {
            return string.Concat(text.Where(char.IsAscii));
        }
    }
}
