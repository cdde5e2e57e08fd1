namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

/// <summary>Names, envelopes and faults as the simulated service has them.</summary>
internal static class SoapXml
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Service = "urn:mtess:historial-laboral:1";
    public static readonly XNamespace Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public static readonly XNamespace Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private static readonly XmlReaderSettings Safe = new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    public static async Task<XDocument> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = XmlReader.Create(stream, Safe);
        return await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken);
    }

    public static XDocument Envelope(XElement body) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soap", Soap), new XElement(Soap + "Body", body)));

    public static XElement Fault(XName code, string words, string? detail = null) => new(
        Soap + "Fault",
        new XAttribute(XNamespace.Xmlns + "f", code.Namespace),
        new XElement("faultcode", $"f:{code.LocalName}"),
        new XElement("faultstring", words),
        detail is null ? null : new XElement("detail", new XElement(Service + detail)));

    /// <summary>A file that lies beside this class and is carried in the program.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(SoapXml).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }

    public static XmlSchemaSet Schema()
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(Resource("historial-laboral.xsd")));
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}
