namespace Vamos.Documents.Shapes;

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

/// <summary>A single value.</summary>
internal abstract class ScalarShape : ValueShape
{
    /// <summary>What would be right, to follow "must be".</summary>
    protected abstract string Rule { get; }

    public sealed override object? Read(YamlNode node, string path, DocumentReading reading)
    {
        if (node is YamlScalarNode scalar && Parse(scalar) is { } value)
            return value;
        reading.Error(path, $"is {YamlWords.Describe(node)}, must be {Rule}");
        return Blank;
    }

    protected abstract object? Parse(YamlScalarNode scalar);
}

internal sealed class TextShape(DocumentKeyAttribute key) : ScalarShape
{
    private readonly Regex? _pattern = key.Pattern is null ? null : new Regex(key.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private readonly string[] _words = [.. key.Words];

    public override object Blank => "";

    protected override string Rule => key.Rule ?? "text, in quotes where it could be taken for a number or a date";

    // words are checked where more can be said about them than that they are none of a long list
    protected override object? Parse(YamlScalarNode scalar) =>
        YamlWords.IsText(scalar) && scalar.Value is { } text && !string.IsNullOrWhiteSpace(text) && _pattern?.IsMatch(text) != false ? text : null;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (_words.Length != 0)
            schema["enum"] = new JsonArray([.. _words.Select(w => (JsonNode)w)]);
        if (_words.Length == 0)
            schema["pattern"] = key.Pattern ?? "\\S";
        return schema;
    }
}

internal sealed class NumberShape(Type type, DocumentKeyAttribute key) : ScalarShape
{
    public override object Blank => Convert.ChangeType(0L, type, CultureInfo.InvariantCulture);

    protected override string Rule => $"a whole number from {key.Minimum} to {key.Maximum}";

    protected override object? Parse(YamlScalarNode scalar) =>
        YamlWords.IsPlain(scalar)
        && long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= key.Minimum && number <= key.Maximum
            ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture)
            : null;

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = key.Minimum, ["maximum"] = key.Maximum };
}

internal sealed class DecimalShape(DocumentKeyAttribute key) : ScalarShape
{
    private const int LongestNumber = 20;

    public override object Blank => 0m;

    protected override string Rule => $"a number from {key.Minimum} to {key.Maximum}, with a point before its decimals";

    protected override object? Parse(YamlScalarNode scalar) =>
        YamlWords.IsPlain(scalar)
        && scalar.Value is { Length: <= LongestNumber }
        && decimal.TryParse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= key.Minimum && number <= key.Maximum
            ? number
            : null;

    public override JsonObject Schema() => new() { ["type"] = "number", ["minimum"] = key.Minimum, ["maximum"] = key.Maximum };
}

internal sealed class FlagShape : ScalarShape
{
    public override object Blank => false;

    protected override string Rule => "true or false";

    protected override object? Parse(YamlScalarNode scalar) =>
        YamlWords.IsPlain(scalar) ? scalar.Value switch { "true" => true, "false" => false, _ => null } : null;

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}

internal sealed class DayShape : ScalarShape
{
    public override object Blank => default(DateOnly);

    protected override string Rule => "a day of the calendar as year-month-day, for example 2026-01-31";

    protected override object? Parse(YamlScalarNode scalar) =>
        DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public override JsonObject Schema() => new() { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
}

internal sealed class SpanShape : ScalarShape
{
    private const long MostSeconds = 366L * 24 * 60 * 60;

    public override object Blank => TimeSpan.Zero;

    protected override string Rule => "a time up to a year as a number and s, m, h or d, for example 24h";

    protected override object? Parse(YamlScalarNode scalar)
    {
        if (scalar.Value is not { Length: >= 2 and <= 10 } text || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, null, out var number))
            return null;
        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        return unit != 0 && number * unit <= MostSeconds ? TimeSpan.FromSeconds(number * unit) : null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,9}[smhd]$" };
}

internal sealed class ChoiceShape(Type type, IReadOnlyDictionary<string, object> choices) : ScalarShape
{
    public override object Blank => Enum.ToObject(type, 0);

    protected override string Rule => "one of " + string.Join(", ", choices.Keys);

    protected override object? Parse(YamlScalarNode scalar) => choices.GetValueOrDefault(scalar.Value ?? "");

    public override JsonObject Schema() => new() { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Keys.Select(c => (JsonNode)c)]) };
}
