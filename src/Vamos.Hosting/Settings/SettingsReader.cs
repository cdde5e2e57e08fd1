namespace Vamos.Hosting.Settings;

using System.Globalization;
using Microsoft.Extensions.Configuration;

/// <summary>
/// Reads typed values from one section of the configuration and notes everything that is wrong on the way, so that an
/// operator sees all errors at once. <see cref="Finish"/> throws them; until then every value read is usable but may be
/// a stand-in.
/// </summary>
public sealed class SettingsReader
{
    private readonly IConfigurationSection _section;
    private readonly List<string> _errors;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingsReader> _children = [];

    private SettingsReader(IConfigurationSection section, List<string> errors)
    {
        _section = section;
        _errors = errors;
    }

    /// <summary>Begins to read a section.</summary>
    public static SettingsReader Of(IConfiguration configuration, string section) => new(configuration.GetSection(section), []);

    /// <summary>Reads a section within this one.</summary>
    public SettingsReader Section(string key)
    {
        _known.Add(key);
        return Child(_section.GetSection(key));
    }

    /// <summary>Whether a section within this one says anything.</summary>
    public bool Has(string key)
    {
        _known.Add(key);
        return _section.GetSection(key).Exists();
    }

    /// <summary>Reads every entry of a list.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<SettingsReader, T> read)
    {
        _known.Add(key);
        return _section.GetSection(key).GetChildren().Select(entry => read(Child(entry))).ToArray();
    }

    /// <summary>A text that must be there, unless there is a default.</summary>
    public string Text(string key, string? fallback = null)
    {
        var text = Raw(key) ?? fallback;
        if (text is null)
            Error(key, "is missing");
        return text ?? "";
    }

    /// <summary>A text that may be missing.</summary>
    public string? OptionalText(string key) => Raw(key);

    /// <summary>A text of a fixed set, upper and lower case alike.</summary>
    public T Choice<T>(string key, T fallback) where T : struct, Enum
    {
        if (Raw(key) is not { } text)
            return fallback;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        Error(key, $"is '{text}', must be one of {string.Join(", ", Enum.GetNames<T>())}");
        return fallback;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string key, int fallback, int minimum, int maximum)
    {
        if (Raw(key) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;
        Error(key, $"is '{text}', must be a whole number from {minimum} to {maximum}");
        return fallback;
    }

    /// <summary>A duration as hh:mm:ss within bounds.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan minimum, TimeSpan maximum)
    {
        if (Raw(key) is not { } text)
            return fallback;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;
        Error(key, $"is '{text}', must be a duration hh:mm:ss from {minimum} to {maximum}");
        return fallback;
    }

    /// <summary>The path of a file that must exist.</summary>
    public string ExistingFile(string key)
    {
        var path = Text(key);
        if (path.Length != 0 && !File.Exists(path))
            Error(key, $"names the file '{path}', which does not exist");
        return path;
    }

    /// <summary>The path of a folder that must exist.</summary>
    public string ExistingFolder(string key)
    {
        var path = Text(key);
        if (path.Length != 0 && !Directory.Exists(path))
            Error(key, $"names the folder '{path}', which does not exist");
        return path;
    }

    /// <summary>The address of a server that is reached over TLS.</summary>
    public Uri HttpsAddress(string key)
    {
        var text = Text(key);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
            return uri;
        if (text.Length != 0)
            Error(key, $"is '{text}', must be an https address, for example https://localhost:7501");
        return new Uri("https://localhost");
    }

    /// <summary>Notes an error about a key of this section.</summary>
    public void Error(string key, string problem) => _errors.Add($"{_section.Path}:{key} {problem}");

    /// <summary>Ends the reading: throws all errors, keys that nobody asked for among them.</summary>
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public void Finish()
    {
        NoteUnknownKeys();
        if (_errors.Count != 0)
            throw new SettingsException(_errors);
    }

    private SettingsReader Child(IConfigurationSection section)
    {
        var child = new SettingsReader(section, _errors);
        _children.Add(child);
        return child;
    }

    private string? Raw(string key)
    {
        _known.Add(key);
        var text = _section[key];
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private void NoteUnknownKeys()
    {
        foreach (var child in _section.GetChildren().Where(c => !_known.Contains(c.Key)))
            Error(child.Key, $"is not a known key; known here: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        foreach (var child in _children)
            child.NoteUnknownKeys();
    }
}
