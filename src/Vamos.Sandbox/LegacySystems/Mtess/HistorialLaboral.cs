namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Vamos.Sandbox.Population;

/// <summary>The two operations of the service, on the register.</summary>
internal sealed class HistorialLaboral(EmploymentRegister register)
{
    private const int MostPeople = 100;
    private const int MostChanges = 500;

    private readonly XmlSchemaSet _schema = SoapXml.Schema();

    /// <summary>The element of the answer's body, a fault perhaps.</summary>
    public XElement Answer(XElement question)
    {
        try
        {
            // The validation changes what it validates, so it gets a copy.
            new XDocument(new XElement(question)).Validate(_schema, null);
        }
        catch (XmlSchemaValidationException)
        {
            return SoapXml.Fault(SoapXml.Soap + "Client", "El mensaje no corresponde a la descripción del servicio.");
        }

        return question.Name.LocalName switch
        {
            "ConsultarHistorialTrabajador" => Workers(question),
            "ConsultarNovedades" => Changes(question),
            _ => SoapXml.Fault(SoapXml.Soap + "Client", "Operación desconocida."),
        };
    }

    private static Cedula CedulaIn(XElement document) => new(
        int.Parse(document.Element(SoapXml.Service + "numero")!.Value, CultureInfo.InvariantCulture),
        document.Element(SoapXml.Service + "letra")?.Value[0]);

    private XElement Workers(XElement question)
    {
        var found = question.Elements().Take(MostPeople).Select(document => (Document: document, Employments: register.Find(CedulaIn(document)))).ToList();

        // An oddity of old services: that there is nothing to say is said as a fault.
        if (found.All(worker => worker.Employments is null))
            return SoapXml.Fault(SoapXml.Soap + "Client", "Ningún documento corresponde a un trabajador registrado.", "TrabajadorNoEncontrado");
        return new XElement(SoapXml.Service + "ConsultarHistorialTrabajadorRespuesta", found.Select(worker => new XElement(
            SoapXml.Service + "trabajador",
            new XElement(worker.Document),
            new XElement(SoapXml.Service + "estado", worker.Employments is null ? "NO_REGISTRADO" : "ENCONTRADO"),
            worker.Employments?.Select(Relation))));
    }

    private XElement Changes(XElement question)
    {
        var last = register.LastChange;
        var after = last;
        var position = question.Element(SoapXml.Service + "desde")?.Value;
        if (position is not null && !TryRead(position, out after))
            return SoapXml.Fault(SoapXml.Soap + "Client", "La posición no es de este servicio.", "PosicionDesconocida");
        var most = int.Parse(question.Element(SoapXml.Service + "maximo")?.Value ?? $"{MostChanges}", CultureInfo.InvariantCulture);
        if (register.ChangesAfter(after, most) is not { } changes)
            return SoapXml.Fault(SoapXml.Soap + "Client", "Las novedades a partir de la posición ya no se conservan.", "PosicionVencida");
        var end = changes.Count == 0 ? after : changes[^1].Number;
        return new XElement(
            SoapXml.Service + "ConsultarNovedadesRespuesta",
            changes.Select(Change),
            new XElement(SoapXml.Service + "posicion", Write(end)),
            new XElement(SoapXml.Service + "hayMas", end < last));
    }

    private static XElement Relation(Employment employment)
    {
        XElement Field(string name, object? value) => new(SoapXml.Service + name, value);
        return new XElement(
            SoapXml.Service + "relacion",
            Field("idRelacion", employment.Id),
            Field("numeroPatronal", employment.Employer.Number),
            Field("razonSocial", employment.Employer.Name),
            Field("cargo", employment.Position),
            Field("fechaEntrada", Day(employment.Start)),
            employment.End is { } end ? Field("fechaSalida", Day(end)) : null,
            Field("salarioMensual", employment.MonthlySalary),
            Field("periodo", employment.SalaryPeriod.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            Field("sector", employment.Employer.IsPublic ? "PUBLICO" : "PRIVADO"),
            Field("actualizado", XmlConvert.ToString(employment.Updated)));
    }

    private XElement Change(EmploymentChange change) => new(
        SoapXml.Service + "novedad",
        new XElement(SoapXml.Service + "posicion", Write(change.Number)),
        new XElement(
            SoapXml.Service + "documento",
            new XElement(SoapXml.Service + "numero", change.Worker.Number),
            change.Worker.Letter is { } letter ? new XElement(SoapXml.Service + "letra", letter) : null),
        new XElement(SoapXml.Service + "tipo", change.Kind),
        new XElement(SoapXml.Service + "fecha", XmlConvert.ToString(change.Time)));

    private string Write(long number) => string.Create(CultureInfo.InvariantCulture, $"{register.Epoch}-{number}");

    private bool TryRead(string position, out long number)
    {
        number = 0;
        return position.Split('-') is [var epoch, var digits] && epoch == register.Epoch
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= register.LastChange;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
