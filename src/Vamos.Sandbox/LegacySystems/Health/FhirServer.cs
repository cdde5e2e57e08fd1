namespace Vamos.Sandbox.LegacySystems.Health;

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Vamos.Sandbox.Population;

/// <summary>The health ministry's FHIR R4 server: patients, immunizations, coverages and encounters of everybody in the population.</summary>
public sealed class FhirServer : ISimulatedSystem
{
    private readonly WebApplication _app;
    private readonly FhirRegister _register;
    private readonly DisturbedHttp _disturbed = new(
        context => FhirAnswers.RefuseAsync(context, StatusCodes.Status500InternalServerError, "exception", "El servidor tiene un problema."));

    private FhirServer(WebApplication app, FhirRegister register)
    {
        _app = app;
        _register = register;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <inheritdoc />
    public string Name => "mspbs-fhir";

    /// <inheritdoc />
    public string Description => $"patients, vaccinations, insurance and visits, FHIR R4, {Address}";

    /// <inheritdoc />
    public Disturbance Disturbance => _disturbed.Disturbance;

    /// <summary>Starts a server on loopback.</summary>
    /// <param name="population">Who is on it.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="port">Where it listens; 0 lets the system choose.</param>
    /// <param name="token">The bearer token that opens it; null lets everybody in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FhirServer> StartAsync(
        SimulatedPopulation population, TimeProvider time, int port = 0, string? token = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mspbs-fhir" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton(time);
        var app = builder.Build();
        var server = new FhirServer(app, new FhirRegister(population, time));
        var endpoint = new FhirEndpoint(server._register, token);
        app.Use(next => context => server._disturbed.InvokeAsync(context, next));
        app.Run(endpoint.HandleAsync);
        await app.StartAsync(cancellationToken);
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new Uri(new Uri(listening), FhirEndpoint.Base);
        return server;
    }

    /// <inheritdoc />
    public Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        _disturbed.Disturbance = disturbance;
        return Task.CompletedTask;
    }

    /// <summary>The cédulas of the people whose records are odd in a way.</summary>
    public IEnumerable<Cedula> PeopleWith(FhirOddity oddity) =>
        _register.Subjects.Where(subject => subject.Is(oddity)).Select(subject => subject.Person.Cedula).OfType<Cedula>();

    /// <summary>A dose is given now, and in the register at once.</summary>
    /// <param name="cedula">To whom.</param>
    /// <param name="vaccine">Code of the vaccine in the ministry's own list. Example: <c>SPR</c>.</param>
    /// <param name="dose">Which dose of its series.</param>
    /// <param name="day">The day.</param>
    /// <returns>Id of the immunization.</returns>
    /// <exception cref="ArgumentException">Nobody has the number, or nothing is called so.</exception>
    public string AddImmunization(Cedula cedula, string vaccine, int dose, DateOnly day)
    {
        var scheduled = VaccinationSchedule.Doses.FirstOrDefault(known => known.Code == vaccine)
            ?? throw new ArgumentException("No vaccine of the schedule has this code.", nameof(vaccine));
        return _register.AddImmunization(cedula, scheduled with { Number = dose }, day);
    }

    /// <summary>A death is registered now.</summary>
    /// <exception cref="ArgumentException">Nobody has the number.</exception>
    public void RegisterDeath(Cedula cedula, DateOnly day) => _register.RegisterDeath(cedula, day);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
