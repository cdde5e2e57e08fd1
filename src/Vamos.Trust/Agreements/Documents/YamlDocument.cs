namespace Vamos.Trust.Agreements.Documents;

using Vamos.Trust.Agreements.Documents.Shapes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

/// <summary>Reads a YAML document into its record.</summary>
internal static class YamlDocument
{
    /// <summary>Reads; what is wrong goes to the reading, and blanks stand in its place. Null when nothing can be read.</summary>
    public static T? Read<T>(string text, DocumentReading reading) where T : class
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            reading.Unreadable((int)e.Start.Line, $"is not YAML, at column {e.Start.Column}: {e.Message}");
            return null;
        }

        if (stream.Documents.Count == 1)
            return (T)RecordShape.Of(typeof(T)).Read(stream.Documents[0].RootNode, "", reading);
        reading.Unreadable(1, stream.Documents.Count == 0 ? "is empty" : "must be one, not several separated by ---");
        return null;
    }
}
