namespace Vamos.Certificates;

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

/// <summary>Reads the file of revocation lists: one in DER, or one or several in PEM.</summary>
internal static class RevocationFile
{
    private const string Label = "X509 CRL";

    /// <summary>Where the lists are looked for unless a file is named: beside the authorities, <c>ca.crl</c> for <c>ca.pem</c>.</summary>
    public static string Beside(string authorityPath) => Path.ChangeExtension(authorityPath, ".crl");

    public static IReadOnlyList<RevocationList> Read(string path)
    {
        try
        {
            var lists = Encoded(File.ReadAllBytes(path)).Select(RevocationList.Decode).ToList();
            return lists.Count > 0 ? lists : throw Damaged(path, "none is in it", null);
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException or ArgumentException)
        {
            throw Damaged(path, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"{path} cannot be read ({exception.Message}): put the revocation list back, readable for the service's user.", exception);
        }
    }

    private static IEnumerable<byte[]> Encoded(byte[] content)
    {
        // A list in DER begins with the tag of a sequence, which no PEM text does.
        if (content.Length > 0 && content[0] == 0x30)
        {
            yield return content;
            yield break;
        }

        var text = Encoding.ASCII.GetString(content);
        var from = 0;
        while (PemEncoding.TryFind(text.AsSpan(from), out var fields))
        {
            var (start, end) = (from + fields.Base64Data.Start.Value, from + fields.Base64Data.End.Value);
            if (text.AsSpan(from)[fields.Label].SequenceEqual(Label))
                yield return Convert.FromBase64String(text[start..end]);
            from += fields.Location.End.Value;
        }
    }

    private static CertificateException Damaged(string path, string why, Exception? cause) =>
        new($"{path} holds no usable revocation list ({why}): ask the authority for its complete list, in PEM or DER.", cause);
}
