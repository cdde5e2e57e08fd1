namespace Vamos.Documents;

using YamlDotNet.RepresentationModel;

/// <summary>One document while it is read and checked: where each of its keys stands, and what was found wrong so far.</summary>
public sealed class DocumentReading(string file)
{
    private const string Root = "document";

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    /// <summary>Name of the file, as findings tell it.</summary>
    public string File { get; } = file;

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Remembers where a key stands.</summary>
    internal void Stands(string path, YamlNode node) => _lines[path] = (int)node.Start.Line;

    /// <summary>Notes an error, unless the key or the group around it has one already.</summary>
    public void Error(string path, string message)
    {
        if (IsBroken(path))
            return;
        _broken.Add(path);
        _findings.Add(new Finding(Severity.Error, File, LineOf(path), path.Length == 0 ? Root : path, message));
    }

    /// <summary>Notes that the text is no document at all.</summary>
    internal void Unreadable(int line, string message)
    {
        IsUnreadable = true;
        _findings.Add(new Finding(Severity.Error, File, Math.Max(line, 1), Root, message));
    }

    /// <summary>Whether the text is no document at all.</summary>
    internal bool IsUnreadable { get; private set; }

    /// <summary>Notes what does not keep the document from being used.</summary>
    public void Warning(string path, string message)
    {
        if (!IsBroken(path))
            _findings.Add(new Finding(Severity.Warning, File, LineOf(path), path, message));
    }

    /// <summary>Whether a key, or a group around it, has an error, so that nothing can be said of its value.</summary>
    public bool IsBroken(string path)
    {
        for (var at = path; at.Length != 0; at = Parent(at))
        {
            if (_broken.Contains(at))
                return true;
        }

        return false;
    }

    /// <summary>Line of a key; of the group around it when it is not there.</summary>
    public int LineOf(string path)
    {
        for (var at = path; at.Length != 0; at = Parent(at))
        {
            if (_lines.TryGetValue(at, out var line))
                return line;
        }

        return 1;
    }

    private static string Parent(string path)
    {
        var end = path.AsSpan().LastIndexOfAny('.', '[');
        return end <= 0 ? "" : path[..end];
    }
}
