namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Net;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

/// <summary>The simulated service of workers' histories: SOAP 1.1 over HTTP on loopback, its description at <c>?wsdl</c>.</summary>
public sealed class MtessSoapService : ISimulatedSystem
{
    private const string Path = "/historial-laboral";
    private const int LargestQuestion = 256 * 1024;

    private readonly WebApplication _app;
    private readonly DisturbedHttp _disturbed;
    private readonly UsernameTokenCheck _check;
    private readonly HistorialLaboral _service;

    private MtessSoapService(WebApplication app, EmploymentRegister register, MtessSoapOptions options, TimeProvider time)
    {
        _app = app;
        Register = register;
        _check = new UsernameTokenCheck(options, time);
        _service = new HistorialLaboral(register);
        _disturbed = new DisturbedHttp(context => AnswerAsync(context, SoapXml.Fault(SoapXml.Soap + "Server", "ORA-03113: fin de archivo en el canal.")));
    }

    /// <inheritdoc />
    public string Name => "mtess-soap";

    /// <inheritdoc />
    public string Description => $"worker history over SOAP 1.1, {Address}?wsdl";

    /// <inheritdoc />
    public Disturbance Disturbance => _disturbed.Disturbance;

    /// <summary>Where it is called.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it serves. Hire or dismiss somebody there and the service tells.</summary>
    public EmploymentRegister Register { get; }

    /// <summary>Starts it.</summary>
    public static async Task<MtessSoapService> StartAsync(
        EmploymentRegister register, MtessSoapOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mtess-soap" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestQuestion;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var app = builder.Build();
        var service = new MtessSoapService(app, register, options, time);
        app.Use(service._disturbed.InvokeAsync);
        app.Run(service.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        service.Address = new Uri(new Uri(listening), Path);
        return service;
    }

    /// <inheritdoc />
    public Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken)
    {
        _disturbed.Disturbance = disturbance;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path != Path)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (HttpMethods.IsGet(context.Request.Method))
            await DescribeAsync(context);
        else if (HttpMethods.IsPost(context.Request.Method))
            await AnswerAsync(context, await ReplyAsync(context));
        else
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
    }

    private async Task DescribeAsync(HttpContext context)
    {
        var asked = context.Request.Query;
        var file = asked.ContainsKey("wsdl") ? "historial-laboral.wsdl" : asked.ContainsKey("xsd") ? "historial-laboral.xsd" : null;
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/xml; charset=utf-8";
        await context.Response.WriteAsync(SoapXml.Resource(file).Replace("{direccion}", Address.ToString(), StringComparison.Ordinal));
    }

    private async Task<XElement> ReplyAsync(HttpContext context)
    {
        try
        {
            if (context.Request.ContentType?.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase) != true)
                return SoapXml.Fault(SoapXml.Soap + "Client", "El mensaje no es text/xml.");
            var envelope = (await SoapXml.ReadAsync(context.Request.Body, context.RequestAborted)).Root!;
            if (envelope.Name.LocalName == "Envelope" && envelope.Name.Namespace != SoapXml.Soap)
                return SoapXml.Fault(SoapXml.Soap + "VersionMismatch", "El servicio es de SOAP 1.1.");
            if (envelope.Name.LocalName != "Envelope" || envelope.Element(SoapXml.Soap + "Body")?.Elements().FirstOrDefault() is not { } question)
                return SoapXml.Fault(SoapXml.Soap + "Client", "El mensaje no es un sobre SOAP.");
            if (_check.Refuse(envelope) is { } refusal)
                return refusal;
            var action = context.Request.Headers["SOAPAction"].ToString();
            return action == $"\"{question.Name.NamespaceName}/{question.Name.LocalName}\""
                ? _service.Answer(question)
                : SoapXml.Fault(SoapXml.Soap + "Client", "SOAPAction no corresponde al mensaje.");
        }
        catch (XmlException)
        {
            return SoapXml.Fault(SoapXml.Soap + "Client", "El mensaje no es XML bien formado.");
        }
    }

    private static async Task AnswerAsync(HttpContext context, XElement body)
    {
        context.Response.StatusCode = body.Name == SoapXml.Soap + "Fault" ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        context.Response.ContentType = "text/xml; charset=utf-8";
        await using var buffered = new MemoryStream();
        await SoapXml.Envelope(body).SaveAsync(buffered, SaveOptions.DisableFormatting, context.RequestAborted);
        await context.Response.Body.WriteAsync(buffered.GetBuffer().AsMemory(0, (int)buffered.Length), context.RequestAborted);
    }
}
