namespace Vamos.Trust.Agreements.Documents;

using System.Text.Encodings.Web;
using System.Text.Json;
using Vamos.Trust.Agreements.Documents.Shapes;

/// <summary>JSON Schema of the documents, for editors. Made from the same shapes that read them.</summary>
public static class DocumentSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Schema of <c>institutions.yaml</c>.</summary>
    public static string Institutions { get; } = Of<InstitutionsDocument>("institutions.yaml", "Institutions of the exchange.");

    /// <summary>Schema of a file in <c>agreements/</c>.</summary>
    public static string Agreement { get; } = Of<Agreement>("agreements/*.yaml", "An agreement under which data is exchanged.");

    private static string Of<T>(string title, string description)
    {
        var schema = RecordShape.Of(typeof(T)).Schema();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        schema.Insert(2, "description", description);
        return schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }
}
