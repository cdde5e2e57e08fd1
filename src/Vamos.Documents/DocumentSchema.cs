namespace Vamos.Documents;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vamos.Documents.Shapes;

/// <summary>JSON Schema of documents, for editors. Made from the same shapes that read them.</summary>
public static class DocumentSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of a document that is read into a record.</summary>
    public static string Of<T>(string title, string description)
    {
        var shape = RecordShape.Of(typeof(T));
        var schema = shape.Schema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        schema.Insert(2, "description", description);

        var variants = new HashSet<VariantShape>();
        shape.Collect(variants);
        if (variants.Count != 0)
        {
            var definitions = variants.OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => KeyValuePair.Create(v.Name, (JsonNode?)v.Definition()));
            schema["$defs"] = new JsonObject(definitions);
        }

        return schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }
}
