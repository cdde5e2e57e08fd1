namespace Vamos.Adapters.Health.Fhir;

using System.Text.RegularExpressions;

/// <summary>A reference from one resource to another on the same server.</summary>
/// <param name="Type">Type of the other.</param>
/// <param name="Id">Id of the other.</param>
internal readonly partial record struct FhirReference(string Type, string Id)
{
    [GeneratedRegex(@"^(?<type>[A-Z][A-Za-z]{1,40})/(?<id>[A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Relative { get; }

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormedId { get; }

    public override string ToString() => $"{Type}/{Id}";

    public static bool IsId(string text) => WellFormedId.IsMatch(text);

    /// <summary>Reads one, relative or absolute; null when it points elsewhere.</summary>
    public static FhirReference? Parse(string? text, Uri server)
    {
        if (text is null)
            return null;
        var relative = text.StartsWith(server.AbsoluteUri, StringComparison.OrdinalIgnoreCase) ? text[server.AbsoluteUri.Length..] : text;
        return Relative.Match(relative) is { Success: true } match ? new FhirReference(match.Groups["type"].Value, match.Groups["id"].Value) : null;
    }
}
