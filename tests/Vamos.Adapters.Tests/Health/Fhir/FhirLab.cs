namespace Vamos.Adapters.Tests.Health.Fhir;

using Vamos.Adapters.Health.Fhir;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;

/// <summary>The sandbox's FHIR server with ten thousand people, and the part that reads it.</summary>
public sealed class FhirLab : IAsyncLifetime
{
    public const string Token = "abre-te";

    public static readonly DateOnly Today = new(2026, 11, 20);

    public SimulatedPopulation Population { get; } = SimulatedPopulation.Generate(1, 10_000, Today);

    public FhirServer Server { get; private set; } = null!;

    public FhirReader Reader { get; private set; } = null!;

    public FhirSettings Settings => new()
    {
        Address = Server.Address,
        Credentials = FhirCredentials.Bearer(Token),
        PageSize = 60,
        ChangeOverlap = TimeSpan.FromSeconds(5),
    };

    public async Task InitializeAsync()
    {
        Server = await FhirServer.StartAsync(Population, TimeProvider.System, token: Token);
        Reader = await new FhirReader(Settings).OpenedAsync();
    }

    public async Task DisposeAsync()
    {
        Reader.Dispose();
        await Server.DisposeAsync();
    }
}
