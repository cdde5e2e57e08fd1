namespace Vamos.Sandbox.Institutions;

using System.Net;
using Vamos.Adapters.Health;
using Vamos.Adapters.Health.Fhir;
using Vamos.Adapters.Health.Hl7;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;

/// <summary>The Ministry of Public Health and Social Welfare.</summary>
internal static class MspbsInstitution
{
    private const string Token = "sandbox-mspbs";

    public static async Task<SimulatedInstitution> StartAsync(SandboxOptions options, SimulatedPopulation population, CancellationToken cancellation)
    {
        // The events are of other people than at the last start.
        var folder = Path.GetFullPath(Path.Combine(options.Directory, "mspbs"));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);

        IPEndPoint? listening = null;
        var fhir = await FhirServer.StartAsync(population, TimeProvider.System, token: Token, cancellationToken: cancellation);
        var sender = Hl7Sender.Start(population, new Hl7SenderSettings { Adapter = () => Volatile.Read(ref listening) }, TimeProvider.System);
        var settings = new HealthSettings
        {
            Fhir = new FhirSettings { Address = fhir.Address, Credentials = FhirCredentials.Bearer(Token) },
            Hl7 = new Hl7Settings
            {
                Store = Path.Combine(folder, "events.db"),
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                Listening = endPoint => Volatile.Write(ref listening, endPoint),
            },
        };
        return new SimulatedInstitution("mspbs", [fhir, sender], HealthAdapter.With(settings))
        {
            HasReceived = token => sender.FirstMessages.WaitAsync(token),
        };
    }
}
