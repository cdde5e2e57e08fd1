namespace Vamos.Sandbox.LegacySystems.Health;

using System.Globalization;
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
    private const string Base = "/fhir/";
    private const int MostOnAPage = 1000;

    private static readonly string[] Searchable = ["Patient", "Immunization", "Coverage", "Encounter"];

    private readonly WebApplication _app;
    private readonly FhirRegister _register;
    private readonly FhirPages _pages = new();
    private readonly DisturbedHttp _disturbed = new(
        context => FhirAnswers.RefuseAsync(context, StatusCodes.Status500InternalServerError, "exception", "El servidor tiene un problema."));

    private readonly string? _token;

    private FhirServer(WebApplication app, FhirRegister register, string? token)
    {
        _app = app;
        _register = register;
        _token = token;
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
        var server = new FhirServer(app, new FhirRegister(population, time), token);
        app.Use(next => context => server._disturbed.InvokeAsync(context, next));
        app.Run(server.HandleAsync);
        await app.StartAsync(cancellationToken);
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new Uri(new Uri(listening), Base);
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

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, "value", "Un parámetro no es válido.");
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Base, StringComparison.Ordinal))
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", "No hay nada aquí.");
            return;
        }

        var isRead = HttpMethods.IsGet(context.Request.Method);
        var isPost = HttpMethods.IsPost(context.Request.Method);
        var parts = path[Base.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["metadata"] && isRead)
        {
            await AnswerResourceAsync(context, FhirCapabilities.Statement(), "W/\"capacidades-1\"", _register.Loaded);
            return;
        }

        if (_token is not null && context.Request.Headers.Authorization != $"Bearer {_token}")
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status401Unauthorized, "login", "Falta un token válido.");
            return;
        }

        switch (parts)
        {
            case [] when isRead && context.Request.Query.TryGetValue("_getpages", out var token):
                await AnswerPageAsync(context, token.ToString());
                break;
            case [var type] when isRead && Searchable.Contains(type):
            case [_, "_search"] when isPost && Searchable.Contains(parts[0]):
                await SearchAsync(context, parts[0]);
                break;
            case [var type, var id] when isRead && _register.Find(type, id) is { } resource:
                await AnswerResourceAsync(context, resource.Body, resource.ETag, resource.LastUpdated);
                break;
            default:
                await FhirAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "not-found", "No hay nada aquí.");
                break;
        }
    }

    private static async Task AnswerResourceAsync(HttpContext context, System.Text.Json.Nodes.JsonObject resource, string tag, DateTimeOffset modified)
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.Headers.IfNoneMatch == tag)
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await FhirAnswers.WriteAsync(context, resource);
    }

    private async Task SearchAsync(HttpContext context, string type)
    {
        IEnumerable<KeyValuePair<string, string>> parameters = context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            parameters = parameters.Concat(form.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        }

        var query = FhirQuery.Parse(type, parameters);
        if (query.Unknown.Count != 0 && context.Request.Headers["Prefer"].ToString().Contains("handling=strict", StringComparison.Ordinal))
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, "not-supported", "No se conoce un parámetro.");
            return;
        }

        var found = query.Run(_register);
        var count = Math.Clamp(query.Count, 1, MostOnAPage);
        var next = found.Count > count ? NextPage(_pages.Keep(found), count, count) : null;
        var warning = query.Unknown.Count == 0 ? null : FhirAnswers.Outcome("warning", "not-supported", "No se conoce un parámetro.");
        await FhirAnswers.WritePageAsync(context, Address.AbsoluteUri, found, 0, count, next, warning);
    }

    private async Task AnswerPageAsync(HttpContext context, string token)
    {
        var offset = Number(context, "_offset");
        var count = Math.Clamp(Number(context, "_count"), 1, MostOnAPage);
        if (_pages.Find(token) is not { } found)
        {
            await FhirAnswers.RefuseAsync(context, StatusCodes.Status410Gone, "not-found", "La búsqueda ya no existe.");
            return;
        }

        var next = found.Count - offset > count ? NextPage(token, offset + count, count) : null;
        await FhirAnswers.WritePageAsync(context, Address.AbsoluteUri, found, offset, count, next, null);
    }

    private string NextPage(string token, int offset, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{Address.AbsoluteUri}?_getpages={token}&_offset={offset}&_count={count}");

    private static int Number(HttpContext context, string name) =>
        int.Parse(context.Request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
}
