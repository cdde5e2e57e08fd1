namespace Vamos.Fips.Documents;

using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;

/// <summary>Writes a message as YAML: the fields by the names of the contract, dates as people write them.</summary>
internal sealed partial class YamlText
{
    private readonly StringBuilder _text = new();

    public static string Of(IMessage message)
    {
        var yaml = new YamlText();
        yaml.Fields(message, 0, firstIndented: true);
        return yaml._text.Length == 0 ? "{}\n" : yaml._text.ToString();
    }

    private void Fields(IMessage message, int depth, bool firstIndented)
    {
        var indented = firstIndented;
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => IsSet(field, message)))
        {
            _text.Append(' ', indented ? depth : 0).Append(field.Name).Append(':');
            indented = true;
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated)
                Entries(field, (IList)value, depth);
            else
                Value(field, value, depth + 2, " ");
        }
    }

    private void Entries(FieldDescriptor field, IList entries, int depth)
    {
        _text.Append('\n');
        foreach (var entry in entries)
        {
            _text.Append(' ', depth + 2).Append('-');
            Value(field, entry!, depth + 4, " ", isEntry: true);
        }
    }

    private void Value(FieldDescriptor field, object value, int depth, string before, bool isEntry = false)
    {
        if (value is not IMessage message)
            _text.Append(before).Append(Word(field, value)).Append('\n');
        else if (OneWord(message) is { } word)
            _text.Append(before).Append(word).Append('\n');
        else if (!message.Descriptor.Fields.InDeclarationOrder().Any(f => IsSet(f, message)))
            _text.Append(before).Append("{}\n");
        else
        {
            _text.Append(isEntry ? " " : "\n");
            Fields(message, depth, firstIndented: !isEntry);
        }
    }

    private static bool IsSet(FieldDescriptor field, IMessage message) => field switch
    {
        { IsRepeated: true } => ((IList)field.Accessor.GetValue(message)).Count != 0,
        { HasPresence: true } => field.Accessor.HasValue(message),
        _ => field.Accessor.GetValue(message) switch
        {
            string text => text.Length != 0,
            bool truth => truth,
            double number => BitConverter.DoubleToInt64Bits(number) != 0,
            var number => Convert.ToInt64(number, CultureInfo.InvariantCulture) != 0,
        },
    };

    private static string? OneWord(IMessage message) => message switch
    {
        Date { IsValid: true } date => date.ToIso(),
        Timestamp or Duration => JsonFormatter.Default.Format(message),
        _ => null,
    };

    private static string Word(FieldDescriptor field, object value) => value switch
    {
        string text => Text(text),
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        System.Enum choice => field.EnumType.FindValueByNumber((int)(object)choice)?.Name ?? ((int)(object)choice).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    // Whatever a reader of YAML could take for something else stands in quotes.
    private static string Text(string text)
    {
        if (Harmless.IsMatch(text) && !Special.IsMatch(text))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^\p{L}([\p{L}\p{Mn}0-9 _-]*[\p{L}\p{Mn}0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Harmless { get; }

    [GeneratedRegex("^(null|true|false|yes|no|on|off|y|n|nan|inf)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Special { get; }
}
