namespace Vamos.Certificates;

using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>
/// The subject alternative names of a certificate that matter here. The framework's own reader leaves URIs out.
/// </summary>
internal sealed class AlternativeNames
{
    private const string ExtensionOid = "2.5.29.17";
    private static readonly Asn1Tag DnsTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag AddressTag = new(TagClass.ContextSpecific, 7);

    private readonly List<string> _hosts = [];
    private readonly List<string> _uris = [];

    private AlternativeNames()
    {
    }

    /// <summary>DNS names and IP addresses.</summary>
    public IReadOnlyList<string> Hosts => _hosts;

    public IReadOnlyList<string> Uris => _uris;

    /// <summary>False when the names are not encoded as they must be; a certificate without any has none, and that is true.</summary>
    public static bool TryRead(X509Certificate2? certificate, [NotNullWhen(true)] out AlternativeNames? names)
    {
        names = null;
        if (certificate is null)
            return false;
        try
        {
            var found = new AlternativeNames();
            var seen = false;
            foreach (var extension in certificate.Extensions)
            {
                if (extension.Oid?.Value != ExtensionOid)
                    continue;
                // Two lists of names: which one another reader would take is anyone's guess.
                if (seen)
                    return false;
                seen = true;
                found.Decode(extension.RawData);
            }

            names = found;
            return true;
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private void Decode(byte[] encoded)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        while (list.HasData)
        {
            var tag = list.PeekTag();
            if (tag.HasSameClassAndValue(DnsTag))
                _hosts.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, DnsTag));
            else if (tag.HasSameClassAndValue(UriTag))
                _uris.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, UriTag));
            else if (tag.HasSameClassAndValue(AddressTag))
                _hosts.Add(new IPAddress(list.ReadOctetString(AddressTag)).ToString());
            else
                list.ReadEncodedValue();
        }
    }
}
