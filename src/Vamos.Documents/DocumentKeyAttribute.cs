namespace Vamos.Documents;

/// <summary>
/// A property that is a key of a document: what it means, and what it accepts. The reader and the JSON Schema are both made
/// from it, so that they cannot differ.
/// </summary>
/// <param name="meaning">What the key means, for the editor's tooltip.</param>
[AttributeUsage(AttributeTargets.Property)]
public class DocumentKeyAttribute(string meaning) : Attribute
{
    /// <summary>What the key means.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Regular expression that a text must match as a whole; null accepts any text that is not empty.</summary>
    public string? Pattern { get; init; }

    /// <summary>The pattern in words, for the message.</summary>
    public string? Rule { get; init; }

    /// <summary>Least value of a number.</summary>
    public long Minimum { get; init; }

    /// <summary>Greatest value of a number.</summary>
    public long Maximum { get; init; } = int.MaxValue;

    /// <summary>Least number of entries of a list.</summary>
    public int MinimumCount { get; init; }

    /// <summary>Texts that an editor offers; empty when any text is accepted. Whether another is refused is up to the checks behind the reader.</summary>
    public virtual IEnumerable<string> Words => [];

    /// <summary>The values of an enumeration by the names that documents give them; null takes the names of the code.</summary>
    public virtual IReadOnlyDictionary<string, object>? Choices => null;
}
