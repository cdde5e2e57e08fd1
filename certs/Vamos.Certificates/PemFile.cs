namespace Vamos.Certificates;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>Reads certificates and keys, and turns everything that may be wrong with a file into words.</summary>
internal static class PemFile
{
    public static X509Certificate2Collection ReadCertificates(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(ReadText(path));
        }
        catch (CryptographicException exception)
        {
            throw Damaged(path, exception);
        }

        return certificates.Count > 0 ? certificates : throw Damaged(path, null);

        static CertificateException Damaged(string path, Exception? cause) =>
            new($"{path} holds no readable certificate (PEM, BEGIN CERTIFICATE): restore it, or delete it and issue a new one.", cause);
    }

    /// <summary>Reads an ECDSA or RSA key.</summary>
    public static AsymmetricAlgorithm ReadKey(string path)
    {
        var text = ReadText(path);
        if (text.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
        {
            throw new CertificateException(
                $"{path} is encrypted with a passphrase, which a service cannot type: store it decrypted, readable by its owner only.");
        }

        return (AsymmetricAlgorithm?)TryImport(ECDsa.Create(), text)
            ?? TryImport(RSA.Create(), text)
            ?? throw new CertificateException(
                $"{path} holds no readable private key (PEM, PKCS#8, ECDSA or RSA): restore it, or renew the certificate with a new key.");
    }

    public static X509Certificate2 WithKey(X509Certificate2 certificate, AsymmetricAlgorithm key, string certificatePath, string keyPath)
    {
        try
        {
            return key switch
            {
                ECDsa ecdsa => certificate.CopyWithPrivateKey(ecdsa),
                RSA rsa => certificate.CopyWithPrivateKey(rsa),
                _ => throw new NotSupportedException(),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or InvalidOperationException)
        {
            throw new CertificateException(
                $"{keyPath} is not the private key of {certificatePath}: put back the key that belongs to it, or renew the certificate with a new key.",
                exception);
        }
    }

    /// <summary>Tells a file that may not be read from one that is damaged: only the latter may be replaced.</summary>
    public static void RequireReadable(string path)
    {
        if (File.Exists(path))
            ReadText(path);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CertificateException(
                $"{path} does not exist: run `vamos certs init` and `vamos certs issue`, or point to the folder that has it.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"{path} cannot be read ({exception.Message}): see that the service's user may read it.", exception);
        }
    }

    private static T? TryImport<T>(T key, string text)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(text);
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }
}
