namespace Vamos.Fips.Documents;

using Google.Protobuf;
using Vamos.Fips.V1;

/// <summary>Forms in files: JSON as every client of the contract writes it, and YAML for hands.</summary>
public static class FormDocument
{
    private static readonly JsonFormatter Indented = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>The format that a file's name tells: YAML for <c>.yaml</c> and <c>.yml</c>, else JSON.</summary>
    public static FormFormat FormatOf(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".YAML" or ".YML" ? FormFormat.Yaml : FormFormat.Json;

    /// <summary>
    /// The forms of a file, one after the other. A file with a form in each line may have any length; every other is read as a whole, up to 16 Mi
    /// characters. What cannot be read is an entry without a form.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IEnumerable<FormEntry> Read(string file)
    {
        using var text = new StreamReader(file, FormText.Utf8);
        foreach (var entry in Read(text, Path.GetFileName(file), FormatOf(file)))
            yield return entry;
    }

    /// <summary>The forms of a text, one after the other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Name of the file, as findings tell it.</param>
    /// <param name="format">How it is written.</param>
    public static IEnumerable<FormEntry> Read(TextReader text, string name, FormFormat format) => new FormText(text, name, format).Read();

    /// <summary>A form as ProtoJSON, in as many lines as it takes.</summary>
    public static string Json(IntegratedProtectionForm form) => Indented.Format(form).ReplaceLineEndings("\n") + "\n";

    /// <summary>A form as ProtoJSON in one line, without its end.</summary>
    public static string JsonLine(IntegratedProtectionForm form) => JsonFormatter.Default.Format(form);

    /// <summary>A form as YAML.</summary>
    public static string Yaml(IntegratedProtectionForm form) => YamlText.Of(form);
}
