namespace Vamos.Adapters.Health;

using Vamos.Adapters.Health.Fhir;
using Vamos.Hosting.Settings;

/// <summary>The health ministry's legacy systems.</summary>
public sealed record HealthSettings
{
    /// <summary>The FHIR server; null when it is not configured.</summary>
    public FhirSettings? Fhir { get; init; }

    // The HL7 v2 feed stands here, in its section Hl7.

    /// <summary>Reads the section <c>Mspbs</c>; errors are left with the reader.</summary>
    public static HealthSettings Read(SettingsReader section)
    {
        var settings = new HealthSettings
        {
            Fhir = section.Has("Fhir") ? FhirSettings.Read(section.Section("Fhir")) : null,
        };
        if (settings.Fhir is null)
            section.Error("Fhir", "is missing: at least one legacy system is needed");
        return settings;
    }
}
