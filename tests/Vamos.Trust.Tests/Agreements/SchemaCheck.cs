namespace Vamos.Trust.Tests.Agreements;

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Vamos.Documents.Shapes;
using YamlDotNet.RepresentationModel;

/// <summary>The few words of JSON Schema that the documents use, checked against YAML. An unknown word is a failure of the test.</summary>
internal static class SchemaCheck
{
    public static List<string> Violations(JsonNode schema, string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        List<string> violations = [];
        Check((JsonObject)schema, stream.Documents[0].RootNode, "$", violations);
        return violations;
    }

    private static void Check(JsonObject schema, YamlNode node, string path, List<string> violations)
    {
        foreach (var (word, value) in schema)
        {
            var follows = word switch
            {
                "$schema" or "$defs" or "title" or "description" or "format" => true,
                "$ref" => Kinds(Definition(value!), node, path, violations),
                "type" => IsOfType(node, (string)value!),
                "enum" => value!.AsArray().Any(v => (string)v! == Text(node)),
                "pattern" => Regex.IsMatch(Text(node), (string)value!, RegexOptions.None, TimeSpan.FromSeconds(1)),
                "minimum" => !long.TryParse(Text(node), CultureInfo.InvariantCulture, out var n) || n >= (long)value!,
                "maximum" => !long.TryParse(Text(node), CultureInfo.InvariantCulture, out var n) || n <= (long)value!,
                "minItems" => node is not YamlSequenceNode list || list.Children.Count >= (int)value!,
                "required" => node is not YamlMappingNode map || value!.AsArray().All(key => map.Children.ContainsKey((string)key!)),
                "additionalProperties" => (node as YamlMappingNode)?.Children.Keys.All(key => schema["properties"]!.AsObject().ContainsKey(Text(key))) != false,
                "properties" => Properties(value!.AsObject(), node, path, violations),
                "items" => Items(value!.AsObject(), node, path, violations),
                _ => throw new NotSupportedException($"The test does not know the word '{word}' of JSON Schema."),
            };
            if (!follows)
                violations.Add($"{path}: {word}");
        }
    }

    private static bool Properties(JsonObject properties, YamlNode node, string path, List<string> violations)
    {
        foreach (var (key, value) in (node as YamlMappingNode ?? new YamlMappingNode()).Children)
        {
            if (properties[Text(key)] is JsonObject schema)
                Check(schema, value, $"{path}.{Text(key)}", violations);
        }

        return true;
    }

    private static JsonObject Definition(JsonNode reference) =>
        reference.Root["$defs"]![((string)reference!).Split('/')[^1]]!.AsObject();

    // What an alternative says is worth telling only where its own type is meant.
    private static bool Kinds(JsonObject definition, YamlNode node, string path, List<string> violations)
    {
        var type = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("type"), out var given) ? Text(given) : "";
        if (definition["anyOf"]!.AsArray().FirstOrDefault(kind => (string)kind!["properties"]!["type"]!["enum"]![0]! == type) is not JsonObject meant)
            return false;
        Check(meant, node, path, violations);
        return true;
    }

    private static bool Items(JsonObject schema, YamlNode node, string path, List<string> violations)
    {
        foreach (var entry in (node as YamlSequenceNode)?.Children ?? [])
            Check(schema, entry, path + "[]", violations);
        return true;
    }

    private static bool IsOfType(YamlNode node, string type) => type switch
    {
        "object" => node is YamlMappingNode,
        "array" => node is YamlSequenceNode,
        "string" => node is YamlScalarNode text && YamlWords.IsText(text),
        "integer" => node is YamlScalarNode number && YamlWords.IsPlain(number) && long.TryParse(number.Value, CultureInfo.InvariantCulture, out _),
        "number" => node is YamlScalarNode number && YamlWords.IsPlain(number) && decimal.TryParse(number.Value, CultureInfo.InvariantCulture, out _),
        "boolean" => node is YamlScalarNode { Value: "true" or "false" } flag && YamlWords.IsPlain(flag),
        _ => false,
    };

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";
}
