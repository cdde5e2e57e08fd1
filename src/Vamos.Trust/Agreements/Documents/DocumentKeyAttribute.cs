namespace Vamos.Trust.Agreements.Documents;

/// <summary>
/// A property that is a key of a document: what it means, and what it accepts. The reader and the JSON Schema are both made
/// from it, so that they cannot differ.
/// </summary>
/// <param name="meaning">What the key means, for the editor's tooltip.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DocumentKeyAttribute(string meaning) : Attribute
{
    public string Meaning { get; } = meaning;

    /// <summary>Regular expression that a text must match as a whole; null accepts any text that is not empty.</summary>
    public string? Pattern { get; init; }

    /// <summary>The pattern in words, for the message.</summary>
    public string? Rule { get; init; }

    /// <summary>Names a list of texts that are accepted.</summary>
    public KnownWords Words { get; init; }

    /// <summary>Least and greatest value of a number.</summary>
    public long Minimum { get; init; }

    /// <summary>Greatest value of a number.</summary>
    public long Maximum { get; init; } = int.MaxValue;

    /// <summary>Least number of entries of a list.</summary>
    public int MinimumCount { get; init; }
}

/// <summary>Lists of texts that come from the contracts.</summary>
internal enum KnownWords
{
    /// <summary>None: any text.</summary>
    None,

    /// <summary>Methods of the exchange, short or full.</summary>
    Methods,
}
