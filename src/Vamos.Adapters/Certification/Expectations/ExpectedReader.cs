namespace Vamos.Adapters.Certification.Expectations;

using System.Globalization;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using YamlDotNet.RepresentationModel;

/// <summary>
/// Reads an expected message by the contract's own description of it, so that a misspelt field or value is an error of the file and not a
/// defect of the adapter. Fields go by either of their names, <c>programme_code</c> or <c>programmeCode</c>.
/// </summary>
internal static class ExpectedReader
{
    public static ExpectedMessage Message(MessageDescriptor type, YamlNode node, string path, YamlReading reading)
    {
        var fields = new List<(FieldDescriptor, ExpectedValue)>();
        if (node is not YamlMappingNode mapping)
        {
            reading.Error(node, $"{path} must be a mapping of fields of {type.Name}");
            return new ExpectedMessage(fields);
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            var field = type.Fields.InDeclarationOrder().FirstOrDefault(candidate => candidate.Name == name || candidate.JsonName == name);
            if (field is null)
                reading.Error(key, $"{path} has no field '{name}'; {type.Name} has {string.Join(", ", type.Fields.InDeclarationOrder().Select(f => f.Name))}");
            else
                fields.Add((field, Field(field, value, $"{path}.{name}", reading)));
        }

        return new ExpectedMessage(fields);
    }

    private static ExpectedValue Field(FieldDescriptor field, YamlNode node, string path, YamlReading reading)
    {
        if (!field.IsRepeated)
            return YamlReading.IsNothing(node) ? new ExpectedExactly(null) : Single(field, node, path, reading);
        return new ExpectedItems([.. reading.List(node, path).Select((item, i) => Single(field, item, $"{path}[{i}]", reading))]);
    }

    private static ExpectedValue Single(FieldDescriptor field, YamlNode node, string path, YamlReading reading)
    {
        var text = (node as YamlScalarNode)?.Value;
        if (field.FieldType == FieldType.Message && text is null)
            return Message(field.MessageType, node, path, reading);
        var value = text is null ? null : field.FieldType == FieldType.Message ? WrittenAsText(field.MessageType, text) : Scalar(field, text);
        if (value is null)
            reading.Error(node, $"{path} must be {Wanted(field)}");
        return new ExpectedExactly(value);
    }

    private static object? Scalar(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Bool => text switch { "true" => true, "false" => false, _ => null },
        FieldType.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        FieldType.Enum => field.EnumType.FindValueByName(text)?.Number,
        _ => null,
    };

    private static object? WrittenAsText(MessageDescriptor type, string text)
    {
        if (type == NationalId.Descriptor)
            return NationalId.TryParse(text, out var id) ? id : null;
        if (type == Date.Descriptor)
            return CalendarDate(text);
        if (type == Duration.Descriptor)
            return YamlReading.TryDuration(text, out var duration) ? Duration.FromTimeSpan(duration) : null;
        var isInstant = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant);
        return type == Timestamp.Descriptor && isInstant ? Timestamp.FromDateTimeOffset(instant) : null;
    }

    private static Date? CalendarDate(string text)
    {
        var parts = text.Split('-');
        if (parts.Length > 3 || parts.Any(part => !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return null;
        int Part(int i) => parts.Length > i ? int.Parse(parts[i], CultureInfo.InvariantCulture) : 0;
        var date = new Date { Year = Part(0), Month = Part(1), Day = Part(2) };
        return date.IsValid ? date : null;
    }

    private static string Wanted(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "a text",
        FieldType.Bool => "true or false",
        FieldType.Double => "a number",
        FieldType.Enum => $"one of {string.Join(", ", field.EnumType.Values.Select(value => value.Name))}",
        FieldType.Message when field.MessageType == Date.Descriptor => "a date like 2026-03-14, 2026-03 or 2026",
        FieldType.Message when field.MessageType == NationalId.Descriptor => "a number like 1234567 or A-1234567",
        FieldType.Message when field.MessageType == Timestamp.Descriptor => "an instant like 2026-03-14T00:00:00Z",
        FieldType.Message => $"a mapping of fields of {field.MessageType.Name}",
        _ => "a whole number",
    };
}
