namespace Vamos.Fips.Documents;

using System.Text;
using Vamos.Fips.V1;

/// <summary>The form to be filled in by hand: every question, with the codes of its answers in Spanish, around the answers of an example.</summary>
public static class FormTemplate
{
    private static readonly Lazy<string> Text = new(Load);

    /// <summary>The template.</summary>
    public static string Yaml => Text.Value;

    /// <summary>The form that the template is filled in with.</summary>
    public static IntegratedProtectionForm Example() =>
        FormDocument.Read(new StringReader(Yaml), "form-template.yaml", FormFormat.Yaml).Single().Form
            ?? throw new InvalidOperationException("The template cannot be read as a form.");

    private static string Load()
    {
        var type = typeof(FormTemplate);
        using var stream = type.Assembly.GetManifestResourceStream(type, "form-template.yaml")
            ?? throw new InvalidOperationException($"The template is missing from {type.Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
