namespace Vamos.Documents;

/// <summary>
/// One of the kinds that a group of keys can be of. It stands on an abstract record, once for each kind; the key <c>type</c> of the document says which.
/// </summary>
/// <param name="name">The value of <c>type</c>. Documents hold it, so it never changes.</param>
/// <param name="record">The record of that kind.</param>
/// <param name="meaning">What it is for, for the editor's tooltip.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DocumentVariantAttribute(string name, Type record, string meaning) : Attribute
{
    /// <summary>The value of <c>type</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The record of that kind.</summary>
    public Type Record { get; } = record;

    /// <summary>What it is for.</summary>
    public string Meaning { get; } = meaning;
}
