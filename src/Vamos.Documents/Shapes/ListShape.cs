namespace Vamos.Documents.Shapes;

using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

internal sealed class ListShape(Type element, DocumentKeyAttribute key) : ValueShape
{
    private readonly ValueShape _element = Of(element, key);

    public override object Blank => Array.CreateInstance(element, 0);

    public override object Read(YamlNode node, string path, DocumentReading reading)
    {
        if (node is not YamlSequenceNode list)
        {
            reading.Error(path, $"is {YamlWords.Describe(node)}, must be a list");
            return Blank;
        }

        if (list.Children.Count < key.MinimumCount)
            reading.Error(path, $"has {list.Children.Count} entries, must have at least {key.MinimumCount}");
        var values = Array.CreateInstance(element, list.Children.Count);
        for (var i = 0; i < list.Children.Count; i++)
        {
            var entry = $"{path}[{i}]";
            reading.Stands(entry, list.Children[i]);
            values.SetValue(_element.Read(list.Children[i], entry, reading), i);
        }

        return values;
    }

    public override void Collect(ISet<VariantShape> variants) => _element.Collect(variants);

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = _element.Schema() };
        if (key.MinimumCount != 0)
            schema["minItems"] = key.MinimumCount;
        return schema;
    }
}
