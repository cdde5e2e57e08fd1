namespace Vamos.Documents;

using Vamos.Documents.Shapes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

/// <summary>Reads a YAML document into its record.</summary>
public static class YamlDocument
{
    // No document that means something comes near; what is built to break the reader goes far beyond.
    private const int DeepestNesting = 40;

    /// <summary>Reads; what is wrong goes to the reading, and blanks stand in its place. Null when nothing can be read.</summary>
    public static T? Read<T>(string text, DocumentReading reading) where T : class
    {
        var stream = new YamlStream();
        if (!Parse(text, reading, parser => CheckDepth(parser, reading)) || !Parse(text, reading, stream.Load))
            return null;
        if (stream.Documents.Count == 1)
            return (T)RecordShape.Of(typeof(T)).Read(stream.Documents[0].RootNode, "", reading);
        reading.Unreadable(1, stream.Documents.Count == 0 ? "is empty" : "must be one, not several separated by ---");
        return null;
    }

    /// <summary>Goes through the text once.</summary>
    /// <returns>False when it is no document.</returns>
    private static bool Parse(string text, DocumentReading reading, Action<IParser> go)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            go(parser);
        }
        catch (YamlException e)
        {
            reading.Unreadable((int)e.Start.Line, $"is not YAML, at column {e.Start.Column}: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // Some mistakes (a brace that is not closed, a tag that is none) meet the parser unprepared.
            var line = (int)(parser.Current?.End.Line ?? 1);
            reading.Unreadable(line, "is not YAML from here on; look for a bracket, a brace or a quotation mark too many or too few");
        }

        return !reading.IsUnreadable;
    }

    /// <summary>Sees to it that what follows can be read in the depth of a stack: not too deep, and nothing contains itself.</summary>
    private static void CheckDepth(IParser parser, DocumentReading reading)
    {
        var open = new Stack<AnchorName>();
        while (!reading.IsUnreadable && parser.MoveNext())
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart when open.Count == DeepestNesting:
                    reading.Unreadable((int)parser.Current.Start.Line, $"is nested more than {DeepestNesting} levels deep");
                    break;
                case MappingStart or SequenceStart:
                    open.Push(((NodeEvent)parser.Current).Anchor);
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    break;
                case AnchorAlias alias when open.Contains(alias.Value):
                    reading.Unreadable((int)alias.Start.Line, $"contains itself by way of *{alias.Value.Value}");
                    break;
            }
        }
    }
}
