namespace Vamos.Adapters.Health.Fhir;

/// <summary>Resources within a resource, which have no life of their own.</summary>
internal static class FhirContained
{
    /// <summary>The contained resource that a reference points to.</summary>
    public static FhirNode Find(FhirNode reference)
    {
        if (!reference.Exists || reference.Text("reference") is not ['#', _, ..] pointer)
            return default;
        return reference.Record.Root.Each("contained").FirstOrDefault(
            contained => contained.Text("id") == pointer[1..] && !contained.Has("modifierExtension") && !contained.Has("implicitRules"));
    }
}
