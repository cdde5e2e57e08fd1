namespace Vamos.Adapters.Soap;

using System.Text;
using System.Xml;

/// <summary>Writes the messages that are sent.</summary>
internal static class SoapEnvelope
{
    // Line ends that are part of a text would become others on the way, if they were not written as references.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        NewLineHandling = NewLineHandling.Entitize,
        CheckCharacters = true,
    };

    /// <summary>Whether XML has all characters of a text.</summary>
    public static bool CanHold(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>An envelope in UTF-8.</summary>
    /// <param name="token">Who sends it; null when nobody says.</param>
    /// <param name="writeBody">Writes the one element of the body.</param>
    /// <exception cref="ArgumentException">The body has a character that XML cannot hold.</exception>
    public static byte[] Write(UsernameToken? token, Action<XmlWriter> writeBody)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
        {
            writer.WriteStartDocument();
            writer.WriteStartElement("soap", "Envelope", SoapNames.Envelope);
            if (token is not null)
            {
                writer.WriteStartElement("Header", SoapNames.Envelope);
                token.WriteTo(writer);
                writer.WriteEndElement();
            }

            writer.WriteStartElement("Body", SoapNames.Envelope);
            writeBody(writer);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndDocument();
        }

        return bytes.ToArray();
    }
}
