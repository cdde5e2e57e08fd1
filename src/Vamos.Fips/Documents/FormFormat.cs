namespace Vamos.Fips.Documents;

/// <summary>How forms are written down.</summary>
public enum FormFormat
{
    /// <summary>ProtoJSON: one form, a list of forms, or a form in each line.</summary>
    Json,

    /// <summary>YAML with the same fields: one form, or several separated by <c>---</c>.</summary>
    Yaml,
}
