namespace Vamos.Adapters.Soap;

/// <summary>An element of an answer: its name, its text or its children, and the two attributes that mean something in SOAP.</summary>
public sealed class SoapElement
{
    private readonly List<SoapElement> _children = [];

    internal SoapElement(string space, string name, bool isNil, bool mustBeUnderstood)
    {
        Namespace = space;
        Name = name;
        IsNil = isNil;
        MustBeUnderstood = mustBeUnderstood;
    }

    /// <summary>Namespace of the name; empty when it has none.</summary>
    public string Namespace { get; }

    /// <summary>Local part of the name.</summary>
    public string Name { get; }

    /// <summary>Said to have no value (xsi:nil).</summary>
    public bool IsNil { get; }

    /// <summary>Marked as something that whoever reads must understand or refuse.</summary>
    public bool MustBeUnderstood { get; }

    /// <summary>The text of an element without children; that of any other means nothing here.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>The children, in their order.</summary>
    public IReadOnlyList<SoapElement> Children => _children;

    /// <summary>Whether it has a name.</summary>
    public bool Is(string space, string name) => Name == name && Namespace == space;

    /// <summary>Children of a name in the namespace of this element.</summary>
    public IEnumerable<SoapElement> All(string childName) => _children.Where(child => child.Is(Namespace, childName));

    /// <summary>The first child of a name in the namespace of this element.</summary>
    public SoapElement? First(string childName) => _children.Find(child => child.Is(Namespace, childName));

    /// <summary>The text of a child, trimmed; null when there is none or it is empty.</summary>
    public string? TextOf(string childName) =>
        First(childName) is { IsNil: false } child && child.Text.Trim() is { Length: > 0 } text ? text : null;

    internal void Add(SoapElement child) => _children.Add(child);
}
