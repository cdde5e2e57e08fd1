namespace Vamos.Fips.Documents.Tree;

/// <summary>A piece of a document as it is written, before it is known what field it is for.</summary>
/// <param name="Line">Line, counted from 1.</param>
internal abstract record FormNode(int Line);

/// <summary>Keys with their values.</summary>
internal sealed record GroupNode(int Line, IReadOnlyList<(string Key, int Line, FormNode Value)> Entries) : FormNode(Line);

/// <summary>A list.</summary>
internal sealed record ListNode(int Line, IReadOnlyList<FormNode> Entries) : FormNode(Line);

/// <summary>A single value.</summary>
internal sealed record ValueNode(int Line, string Text, ValueKind Kind) : FormNode(Line);

/// <summary>How a value is written.</summary>
internal enum ValueKind
{
    /// <summary>Nothing: null.</summary>
    Nothing,

    /// <summary>Text in quotes.</summary>
    Quoted,

    /// <summary>A number of JSON.</summary>
    Number,

    /// <summary>true or false of JSON.</summary>
    Truth,

    /// <summary>A YAML value without quotes: what it is depends on the field, so that a cédula needs none and <c>no</c> is a word.</summary>
    Plain,
}
