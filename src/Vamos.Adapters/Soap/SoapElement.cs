namespace Vamos.Adapters.Soap;

/// <summary>An element of an answer: its name, its text or its children, and the two attributes that mean something in SOAP.</summary>
internal sealed class SoapElement(string space, string name, bool isNil, bool mustBeUnderstood)
{
    private readonly List<SoapElement> _children = [];

    public string Namespace => space;

    public string Name => name;

    /// <summary>Said to have no value (xsi:nil).</summary>
    public bool IsNil => isNil;

    /// <summary>Marked as something that whoever reads must understand or refuse.</summary>
    public bool MustBeUnderstood => mustBeUnderstood;

    /// <summary>The text of an element without children; that of any other means nothing here.</summary>
    public string Text { get; internal set; } = "";

    public IReadOnlyList<SoapElement> Children => _children;

    public bool Is(string ofSpace, string ofName) => name == ofName && space == ofSpace;

    /// <summary>Children of a name in the namespace of this element.</summary>
    public IEnumerable<SoapElement> All(string childName) => _children.Where(child => child.Is(space, childName));

    /// <summary>The first child of a name in the namespace of this element.</summary>
    public SoapElement? First(string childName) => _children.Find(child => child.Is(space, childName));

    /// <summary>The text of a child, trimmed; null when there is none or it is empty.</summary>
    public string? TextOf(string childName) =>
        First(childName) is { IsNil: false } child && child.Text.Trim() is { Length: > 0 } text ? text : null;

    internal void Add(SoapElement child) => _children.Add(child);
}
