namespace Vamos.Trust.Agreements;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

/// <summary>Distinguished names made comparable, however they are encoded and spaced.</summary>
public static class CertificateNames
{
    /// <summary>A name as certificates carry it.</summary>
    /// <exception cref="CryptographicException">It has parts that cannot be compared.</exception>
    public static string Of(X500DistinguishedName name)
    {
        var text = new StringBuilder();
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
        {
            var value = part.GetSingleElementValue() ?? throw new CryptographicException("A part of the name is not text.");
            text.Append(part.GetSingleElementType().Value).Append('=').Append(value.Length).Append(':').Append(value).Append(';');
        }

        return text.ToString();
    }

    /// <summary>A name as people write it, in the order of RFC 4514.</summary>
    /// <exception cref="CryptographicException">It is no distinguished name.</exception>
    public static string Parse(string text)
    {
        try
        {
            return Of(new X500DistinguishedName(text));
        }
        catch (InvalidOperationException e)
        {
            throw new CryptographicException("A part of the name holds several values.", e);
        }
    }

    /// <summary>Issuer and subject as one key.</summary>
    public static string Pair(string issuer, string subject) => $"{issuer}|{subject}";

    /// <summary>SHA-256 of a certificate's public key (SubjectPublicKeyInfo), as documents write it.</summary>
    public static string KeyHash(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
}
