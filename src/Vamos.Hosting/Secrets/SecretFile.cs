namespace Vamos.Hosting.Secrets;

using System.Globalization;
using System.Security.Cryptography;

/// <summary>
/// A file of secrets with a line <c>id base64-of-the-secret</c> for each. The last line is in use; the earlier ones are kept for what was made with
/// them. To rotate, add a line and restart.
/// </summary>
public static class SecretFile
{
    private const int SecretBytes = 32;

    /// <summary>Reads the secrets, the one in use last; a missing file is made with a new one, readable by its owner alone.</summary>
    /// <exception cref="FormatException">The file holds something else; the message says in which line.</exception>
    public static IReadOnlyList<Secret> LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            PrivateFile.Create(path, $"1 {Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}\n");
        var secrets = new List<Secret>();
        foreach (var (line, number) in File.ReadLines(path).Select((line, i) => (line.Trim(), i + 1)))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var secret = Parse(line) ?? throw new FormatException($"{path}, line {number}: a key has the form '1 base64 of at least {SecretBytes} bytes'.");
            if (secrets.Any(s => s.Id == secret.Id))
                throw new FormatException($"{path}, line {number}: the id {secret.Id} was used already.");
            secrets.Add(secret);
        }

        return secrets.Count == 0 ? throw new FormatException($"{path} holds no key.") : secrets;
    }

    private static Secret? Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var bytes = new byte[line.Length];
        return parts.Length == 2
            && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != 0
            && Convert.TryFromBase64String(parts[1], bytes, out var length) && length >= SecretBytes
                ? new Secret(id, bytes[..length])
                : null;
    }
}

/// <summary>A secret with the number by which what was made with it names it.</summary>
/// <param name="Id">1 to 255.</param>
/// <param name="Bytes">At least 32 random bytes.</param>
public sealed record Secret(byte Id, byte[] Bytes);
