namespace Vamos.Cli.CommandLine;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Google.Protobuf;

/// <summary>JSON as this program writes it: indented, camelCase, without what is absent, accents as they are.</summary>
internal static class JsonText
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions Line = new(Options) { WriteIndented = false };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>An answer for scripts: the JSON that protobuf defines for it, with one member more, <c>exchangeId</c>.</summary>
    public static string Of(IMessage answer, string exchangeId)
    {
        var json = new JsonObject { ["exchangeId"] = exchangeId };
        foreach (var (name, value) in JsonNode.Parse(JsonFormatter.Default.Format(answer))!.AsObject())
            json[name] = value?.DeepClone();
        return json.ToJsonString(Options);
    }

    /// <summary>The same in one line.</summary>
    public static string LineOf<T>(T value) => JsonSerializer.Serialize(value, Line);
}
