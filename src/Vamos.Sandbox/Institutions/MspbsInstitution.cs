namespace Vamos.Sandbox.Institutions;

using Vamos.Adapters.Health;
using Vamos.Adapters.Health.Fhir;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;

/// <summary>The Ministry of Public Health and Social Welfare.</summary>
internal static class MspbsInstitution
{
    private const string Token = "sandbox-mspbs";

    public static async Task<SimulatedInstitution> StartAsync(SimulatedPopulation population, CancellationToken cancellation)
    {
        var fhir = await FhirServer.StartAsync(population, TimeProvider.System, token: Token, cancellationToken: cancellation);
        var settings = new HealthSettings
        {
            Fhir = new FhirSettings { Address = fhir.Address, Credentials = FhirCredentials.Bearer(Token) },
        };
        return new SimulatedInstitution("mspbs", [fhir], HealthAdapter.With(settings));
    }
}
