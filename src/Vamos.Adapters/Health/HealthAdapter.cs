namespace Vamos.Adapters.Health;

using Vamos.Adapters.Health.Fhir;
using Vamos.Adapters.Health.Hl7;
using Vamos.Adapters.Systems;

/// <summary>The Ministry of Public Health and Social Welfare (MSPBS): one part for each of its systems.</summary>
public static class HealthAdapter
{
    /// <summary>Makes the adapter, for the host.</summary>
    public static Func<IServiceProvider, IInstitutionAdapter> With(HealthSettings settings)
    {
        List<Func<IServiceProvider, IInstitutionAdapter>> parts = [];
        // The first describes people: the FHIR server keeps the register of patients.
        if (settings.Fhir is { } fhir)
            parts.Add(FhirAdapter.With(fhir));
        if (settings.Hl7 is { } hl7)
            parts.Add(Hl7Events.With(hl7));
        return SeveralSystems.Of(parts);
    }
}
