namespace Vamos.Adapters.Hl7;

/// <summary>How the parts of one message are written.</summary>
/// <param name="Delimiters">Its delimiters.</param>
/// <param name="CharacterSet">Its character set, in which <c>\X..\</c> sequences are bytes.</param>
public sealed record Hl7Encoding(Hl7Delimiters Delimiters, Hl7CharacterSet CharacterSet)
{
    /// <summary>The recommended delimiters in UTF-8.</summary>
    public static Hl7Encoding Standard { get; } = new(Hl7Delimiters.Standard, Hl7CharacterSet.Utf8);

    /// <summary>For what is not to be parted: the fields that hold the delimiters themselves.</summary>
    internal static Hl7Encoding Literal { get; } = new(default, Hl7CharacterSet.Utf8);
}
