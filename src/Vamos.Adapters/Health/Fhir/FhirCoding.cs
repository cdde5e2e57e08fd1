namespace Vamos.Adapters.Health.Fhir;

/// <summary>One code of a concept.</summary>
/// <param name="System">The code system, as a URI.</param>
/// <param name="Code">The code.</param>
/// <param name="Display">What the sender calls it; null when it says nothing.</param>
internal readonly record struct FhirCoding(string System, string Code, string? Display)
{
    public const string Snomed = "http://snomed.info/sct";

    /// <summary>The codes of a concept that has a system and a code for each. Codes that the user did not choose count too: they are translations.</summary>
    public static IReadOnlyList<FhirCoding> Of(FhirNode concept)
    {
        List<FhirCoding> codings = [];
        foreach (var coding in concept.Each("coding"))
        {
            if (coding.Text("system") is { } system && coding.Text("code") is { } code)
                codings.Add(new FhirCoding(system, code, coding.Text("display")));
        }

        return codings;
    }

    /// <summary>The code in ICD-10 with its dot, or null when it is of another system.</summary>
    public string? Icd10()
    {
        if (System is not ("http://hl7.org/fhir/sid/icd-10" or "urn:oid:2.16.840.1.113883.6.3" or "http://id.who.int/icd/release/10"))
            return null;
        var plain = Code.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length switch
        {
            < 3 or > 7 => null,
            3 => plain,
            _ => $"{plain[..3]}.{plain[3..]}",
        };
    }
}
