namespace Vamos.Documents.Shapes;

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

/// <summary>A group of keys of one kind out of several; its key <c>type</c> says which.</summary>
internal sealed class VariantShape : ValueShape
{
    public const string TypeKey = "type";

    private static readonly ConcurrentDictionary<Type, VariantShape> Known = new();

    private readonly DocumentVariantAttribute[] _variants;

    private VariantShape(Type type)
    {
        Name = KeyName.Kebab(type.Name);
        _variants = [.. type.GetCustomAttributes<DocumentVariantAttribute>(inherit: false)];
    }

    /// <summary>Name of its definition in a schema.</summary>
    public string Name { get; }

    /// <summary>Stands for a value of which not even the kind can be told; the error that goes with it keeps the document from being used.</summary>
    public override object Blank => RecordShape.Of(_variants[0].Record).Blank;

    public static VariantShape Of(Type type) => Known.GetOrAdd(type, t => new VariantShape(t));

    public override object Read(YamlNode node, string path, DocumentReading reading)
    {
        var kinds = string.Join(", ", _variants.Select(v => v.Name));
        if (node is not YamlMappingNode mapping)
        {
            reading.Error(path, $"is {YamlWords.Describe(node)}, must be a group of keys with type, one of {kinds}");
            return Blank;
        }

        if (!mapping.Children.TryGetValue(new YamlScalarNode(TypeKey), out var type))
        {
            reading.Error($"{path}.{TypeKey}", $"is missing; it is one of {kinds}");
            return Blank;
        }

        if (_variants.FirstOrDefault(v => v.Name == (type as YamlScalarNode)?.Value) is { } variant)
            return RecordShape.Of(variant.Record).Read(node, path, reading, TypeKey);
        reading.Stands($"{path}.{TypeKey}", type);
        reading.Error($"{path}.{TypeKey}", $"is {YamlWords.Describe(type)}, must be one of {kinds}");
        return Blank;
    }

    public override void Collect(ISet<VariantShape> variants)
    {
        if (!variants.Add(this))
            return;
        foreach (var variant in _variants)
            RecordShape.Of(variant.Record).Collect(variants);
    }

    // by reference, since a group may hold groups of the same kinds
    public override JsonObject Schema() => new() { ["$ref"] = $"#/$defs/{Name}" };

    /// <summary>What the reference leads to.</summary>
    public JsonObject Definition() => new() { ["anyOf"] = new JsonArray([.. _variants.Select(v => (JsonNode)Schema(v))]) };

    private static JsonObject Schema(DocumentVariantAttribute variant)
    {
        var schema = RecordShape.Of(variant.Record).Schema();
        schema.Insert(0, "description", variant.Meaning);
        schema["required"]!.AsArray().Insert(0, TypeKey);
        schema["properties"]!.AsObject().Insert(0, TypeKey, new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(variant.Name) });
        return schema;
    }
}
