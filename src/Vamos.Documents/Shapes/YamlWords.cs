namespace Vamos.Documents.Shapes;

using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

/// <summary>YAML as its core schema reads it: what an unquoted word is, and how to speak of a node in a message.</summary>
internal static partial class YamlWords
{
    private const int LongestQuote = 60;

    /// <summary>Whether a value stands without quotes.</summary>
    public static bool IsPlain(YamlScalarNode scalar) => scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;

    /// <summary>Whether a value is text, rather than a number, a truth value or nothing.</summary>
    public static bool IsText(YamlScalarNode scalar) => !IsPlain(scalar) || !OtherThanText().IsMatch(scalar.Value ?? "");

    /// <summary>A node, to follow "is".</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "empty",
        YamlScalarNode { Value: { Length: > LongestQuote } text } => $"'{text[..LongestQuote]}…'",
        YamlScalarNode scalar when IsPlain(scalar) || IsText(scalar) => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a group of keys",
    };

    [GeneratedRegex(
        "^(|~|null|Null|NULL|true|True|TRUE|false|False|FALSE" // nothing, and truth
        + "|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+" // whole numbers
        + "|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN))$")]
    private static partial Regex OtherThanText();
}
