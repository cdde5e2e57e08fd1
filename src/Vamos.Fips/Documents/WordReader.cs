namespace Vamos.Fips.Documents;

using System.Globalization;
using Google.Protobuf.Reflection;
using Vamos.Fips.Documents.Tree;

/// <summary>Reads single values as their field means them.</summary>
internal static class WordReader
{
    private const int LongestNumber = 30;

    /// <summary>The value in the type of the field; null when it is none of them.</summary>
    public static object? Read(FieldDescriptor field, ValueNode word) => field.FieldType switch
    {
        FieldType.String => word.Kind is ValueKind.Quoted or ValueKind.Plain && IsUnicode(word.Text) ? word.Text : null,
        FieldType.Bool => word.Kind is ValueKind.Truth or ValueKind.Plain ? word.Text switch { "true" => true, "false" => false, _ => null } : null,
        FieldType.Int32 => Whole(word) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : null,
        FieldType.Int64 => Whole(word),
        FieldType.Double => Double(word),
        FieldType.Enum => Choice(field.EnumType, word),
        _ => null,
    };

    /// <summary>What would be right, to follow "must be". Holds nothing of what stands there.</summary>
    public static string Rule(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "text, in quotes",
        FieldType.Bool => "true or false",
        FieldType.Int32 or FieldType.Int64 => "a whole number, without dots between its digits",
        FieldType.Double => "a number, with a point before its decimals",
        FieldType.Enum => "one of " + string.Join(", ", field.EnumType.Values.Where(value => value.Number != 0).Select(value => value.Name)),
        _ => "what the contract says",
    };

    // ProtoJSON writes long numbers in quotes, and allows 3.0 for 3.
    private static long? Whole(ValueNode word)
    {
        if (word.Kind == ValueKind.Truth || word.Text.Length > LongestNumber)
            return null;
        if (long.TryParse(word.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        return word.Kind == ValueKind.Number
            && decimal.TryParse(word.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && exact is >= long.MinValue and <= long.MaxValue && decimal.IsInteger(exact)
                ? (long)exact
                : null;
    }

    private static double? Double(ValueNode word) => word switch
    {
        { Kind: ValueKind.Truth } or { Text.Length: > LongestNumber } => null,
        { Text: "NaN" } => double.NaN,
        { Text: "Infinity" } => double.PositiveInfinity,
        { Text: "-Infinity" } => double.NegativeInfinity,
        _ => double.TryParse(word.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    // A number that the contract does not have is for the rules to refuse: a newer client may know more.
    private static object? Choice(EnumDescriptor type, ValueNode word)
    {
        if (word.Kind is ValueKind.Quoted or ValueKind.Plain && type.FindValueByName(word.Text) is { } value)
            return Enum.ToObject(type.ClrType, value.Number);
        return word.Kind is ValueKind.Number or ValueKind.Plain
            && int.TryParse(word.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Enum.ToObject(type.ClrType, number)
            : null;
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }
}
