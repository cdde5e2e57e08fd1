namespace Vamos.Documents.Shapes;

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

/// <summary>A group of keys, by the properties of a record.</summary>
internal sealed class RecordShape : ValueShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    private readonly Type _type;
    private readonly KeyShape[] _keys;

    private RecordShape(Type type)
    {
        _type = type;
        _keys = [.. type.GetProperties()
            .Select(property => (property, key: property.GetCustomAttribute<DocumentKeyAttribute>()))
            .Where(pair => pair.key is not null)
            .Select(pair => Key(pair.property, pair.key!))];
    }

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, t => new RecordShape(t));

    public override object Blank
    {
        get
        {
            var blank = Activator.CreateInstance(_type)!;
            foreach (var key in _keys.Where(k => k.Required))
                key.Property.SetValue(blank, key.Value.Blank);
            return blank;
        }
    }

    public override object Read(YamlNode node, string path, DocumentReading reading) => Read(node, path, reading, null);

    /// <summary>Reads a group that has one key more, which was read before.</summary>
    public object Read(YamlNode node, string path, DocumentReading reading, string? known)
    {
        var record = Blank;
        if (node is not YamlMappingNode mapping)
        {
            reading.Error(path, $"is {YamlWords.Describe(node)}, must be a group of the keys {string.Join(", ", _keys.Select(k => k.Name))}");
            return record;
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (keyNode, valueNode) in mapping.Children)
        {
            var name = (keyNode as YamlScalarNode)?.Value ?? "";
            var valuePath = path.Length == 0 ? name : $"{path}.{name}";
            reading.Stands(valuePath, keyNode);
            if (name == known)
                continue;
            if (_keys.FirstOrDefault(k => k.Name == name) is not { } key)
            {
                reading.Error(valuePath, $"is no key here; the keys are {string.Join(", ", _keys.Select(k => k.Name))}");
                continue;
            }

            given.Add(name);
            key.Property.SetValue(record, key.Value.Read(valueNode, valuePath, reading));
        }

        foreach (var missing in _keys.Where(k => k.Required && !given.Contains(k.Name)))
            reading.Error(path.Length == 0 ? missing.Name : $"{path}.{missing.Name}", $"is missing: {missing.Meaning}");
        return record;
    }

    public override void Collect(ISet<VariantShape> variants)
    {
        foreach (var key in _keys)
            key.Value.Collect(variants);
    }

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in _keys)
        {
            var schema = key.Value.Schema();
            schema.Insert(0, "description", key.Meaning);
            properties[key.Name] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. _keys.Where(k => k.Required).Select(k => (JsonNode)k.Name)]),
            ["properties"] = properties,
        };
    }
}
