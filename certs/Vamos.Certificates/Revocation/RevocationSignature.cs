namespace Vamos.Certificates;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>Tells whether an authority signed a revocation list.</summary>
internal static class RevocationSignature
{
    /// <summary>True when the authority bears the issuer's name, may sign such lists, and did.</summary>
    public static bool Verifies(RevocationList list, X509Certificate2 authority)
    {
        if (!authority.SubjectName.RawData.AsSpan().SequenceEqual(list.Issuer) || !MaySign(authority) || Hash(list.SignatureAlgorithm) is not { } hash)
            return false;
        try
        {
            if (list.SignatureAlgorithm.StartsWith("1.2.840.10045.", StringComparison.Ordinal))
            {
                using var ecdsa = authority.GetECDsaPublicKey();
                return ecdsa?.VerifyData(list.SignedPart.Span, list.Signature, hash, DSASignatureFormat.Rfc3279DerSequence) == true;
            }

            using var rsa = authority.GetRSAPublicKey();
            return rsa?.VerifyData(list.SignedPart.Span, list.Signature, hash, RSASignaturePadding.Pkcs1) == true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool MaySign(X509Certificate2 authority) =>
        AuthorityTrust.IsAuthority(authority)
        && authority.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));

    private static HashAlgorithmName? Hash(string algorithm) => algorithm switch
    {
        "1.2.840.10045.4.3.2" or "1.2.840.113549.1.1.11" => HashAlgorithmName.SHA256,
        "1.2.840.10045.4.3.3" or "1.2.840.113549.1.1.12" => HashAlgorithmName.SHA384,
        "1.2.840.10045.4.3.4" or "1.2.840.113549.1.1.13" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
