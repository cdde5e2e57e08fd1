namespace Vamos.Adapters.Tests.Mtess;

using System.Net;
using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Vamos.Adapters.Soap;
using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.Population;

/// <summary>The simulated service is as strict as a real one, and keeps to its own description.</summary>
public sealed class MtessSoapServiceTests(MtessLab lab) : IClassFixture<MtessLab>
{
    private const string Space = "urn:mtess:historial-laboral:1";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task Message_that_is_sent_twice_is_refused_the_second_time()
    {
        var message = Question(TestPeople.ManWithSalary, UsernameToken.For(lab.Settings, TimeProvider.System));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(message)).Status);
        var again = await SendAsync(message);

        Assert.Equal(HttpStatusCode.InternalServerError, again.Status);
        Assert.Contains("FailedAuthentication", again.Body.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestPeople.ManWithSalary, HttpStatusCode.OK)]
    [InlineData(TestPeople.UnknownEverywhere, HttpStatusCode.InternalServerError)]
    public async Task Question_and_answer_are_valid_by_the_description(int number, HttpStatusCode status)
    {
        var schema = await SchemaAsync();
        var message = Question(number, UsernameToken.For(lab.Settings, TimeProvider.System));

        var answer = await SendAsync(message);

        Assert.Equal(status, answer.Status);
        Validate(XDocument.Load(new MemoryStream(message)), schema);
        Validate(answer.Body, schema);
    }

    [Fact]
    public async Task Description_names_the_address_and_both_operations()
    {
        var wsdl = XDocument.Parse(await Http.GetStringAsync(new Uri($"{lab.Service.Address}?wsdl")));

        XNamespace soap = "http://schemas.xmlsoap.org/wsdl/soap/";
        Assert.Equal(lab.Service.Address.ToString(), (string?)wsdl.Descendants(soap + "address").Single().Attribute("location"));
        Assert.Equal(
            [$"{Space}/ConsultarHistorialTrabajador", $"{Space}/ConsultarNovedades"],
            wsdl.Descendants(soap + "operation").Select(o => (string?)o.Attribute("soapAction")));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")]
    [InlineData("no es XML")]
    [InlineData("<a/>")]
    public async Task What_is_no_question_gets_a_fault(string message)
    {
        var answer = await SendAsync(System.Text.Encoding.UTF8.GetBytes(message));

        Assert.Contains("Client", answer.Body.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Question(int number, UsernameToken? token) => SoapEnvelope.Write(token, writer =>
    {
        writer.WriteStartElement("ConsultarHistorialTrabajador", Space);
        writer.WriteStartElement("documento", Space);
        writer.WriteElementString("numero", Space, $"{number}");
        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private async Task<(HttpStatusCode Status, XDocument Body)> SendAsync(byte[] message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, lab.Service.Address) { Content = new ByteArrayContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        request.Headers.Add("SOAPAction", $"\"{Space}/ConsultarHistorialTrabajador\"");
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, XDocument.Parse(await response.Content.ReadAsStringAsync()));
    }

    private async Task<XmlSchemaSet> SchemaAsync()
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(await Http.GetStringAsync(new Uri($"{lab.Service.Address}?xsd"))));
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }

    // What the schema describes is the content of the body, or of a fault's detail.
    private static void Validate(XDocument envelope, XmlSchemaSet schema)
    {
        XNamespace soap = "http://schemas.xmlsoap.org/soap/envelope/";
        var content = envelope.Root!.Element(soap + "Body")!.Elements().Single();
        new XDocument(new XElement(content.Name == soap + "Fault" ? content.Element("detail")!.Elements().Single() : content)).Validate(schema, null);
    }
}
