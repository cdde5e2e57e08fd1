namespace Vamos.Adapters.Tests.Lab;

using Vamos.Adapters.Soap;
using Vamos.Sandbox.LegacySystems.Mtess;
using Vamos.Sandbox.Population;

/// <summary>The simulated service over a thousand people.</summary>
public sealed class MtessLab : IAsyncLifetime
{
    public SimulatedPopulation Population { get; } = SimulatedPopulation.Generate(1, 1_000, MdsLab.Today);

    public MtessSoapService Service { get; private set; } = null!;

    internal SoapSettings Settings => new() { Address = Service.Address, User = "vamos", Password = new MtessSoapOptions().Password };

    public async Task InitializeAsync() => Service = await MtessSoapService.StartAsync(
        EmploymentRegister.Of(Population, TimeProvider.System), new MtessSoapOptions(), TimeProvider.System, CancellationToken.None);

    public async Task DisposeAsync() => await Service.DisposeAsync();
}
