namespace Vamos.Adapters.Health;

using Vamos.Adapters.Health.Fhir;
using Vamos.Adapters.Health.Hl7;
using Vamos.Hosting.Settings;

/// <summary>The health ministry's legacy systems.</summary>
public sealed record HealthSettings
{
    /// <summary>The FHIR server; null when it is not configured.</summary>
    public FhirSettings? Fhir { get; init; }

    /// <summary>The feed of HL7 v2 messages; null when it is not configured.</summary>
    public Hl7Settings? Hl7 { get; init; }

    /// <summary>Reads the section <c>Mspbs</c>; errors are left with the reader.</summary>
    public static HealthSettings Read(SettingsReader section)
    {
        var settings = new HealthSettings
        {
            Fhir = section.Has("Fhir") ? FhirSettings.Read(section.Section("Fhir")) : null,
            Hl7 = section.Has("Hl7") ? Hl7Settings.Read(section.Section("Hl7")) : null,
        };
        if (settings is { Fhir: null, Hl7: null })
            section.Error("Fhir", "is missing, and so is Hl7: at least one legacy system is needed");
        return settings;
    }
}
