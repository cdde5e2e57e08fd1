namespace Vamos.Hub.Audit;

using System.Security.Cryptography;
using Vamos.Hosting.Secrets;
using Vamos.Trust.Transparency;

/// <summary>The private key of the log: ECDSA on P-256, in a PEM file.</summary>
public static class SigningKeyFile
{
    /// <summary>Reads the key; a missing file is made with a new key, readable by its owner alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">Name of the log. Example: <c>vamos.gov.py/exchange-log</c>.</param>
    /// <exception cref="FormatException">The file holds something else, or the name cannot be one; the message says what.</exception>
    public static CheckpointSigner LoadOrCreate(string path, string origin)
    {
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            PrivateFile.Create(path, made.ExportPkcs8PrivateKeyPem() + "\n");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new CheckpointSigner(origin, key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException($"{path} is not the PEM of a private key: {e.Message}", e);
        }
        catch (FormatException)
        {
            key.Dispose();
            throw;
        }
    }
}
