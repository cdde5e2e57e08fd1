namespace Vamos.Hub.Audit.Subjects;

using System.Globalization;
using System.Security.Cryptography;
using Vamos.Common.V1;

/// <summary>
/// The keys of subject hashes, from a file with a line <c>id base64-of-the-key</c> for each. The last line is in use; the
/// earlier ones are kept, so that records made with them are found. To rotate, add a line and restart the hubs.
/// </summary>
public sealed class SubjectKeys
{
    private const int SecretBytes = 32;

    private readonly IReadOnlyList<SubjectKey> _keys;

    /// <summary>Takes keys, the one in use last.</summary>
    public SubjectKeys(IReadOnlyList<SubjectKey> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        _keys = keys;
    }

    /// <summary>Reads the keys; a missing file is made with a new key, readable by its owner alone.</summary>
    /// <exception cref="FormatException">The file holds something else; the message says in which line.</exception>
    public static SubjectKeys LoadOrCreate(string path)
    {
        if (!File.Exists(path))
            PrivateFile.Create(path, $"1 {Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))}\n");
        var keys = new List<SubjectKey>();
        foreach (var (line, number) in File.ReadLines(path).Select((line, i) => (line.Trim(), i + 1)))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var key = Parse(line) ?? throw new FormatException($"{path}, line {number}: a key has the form '1 base64 of at least {SecretBytes} bytes'.");
            if (keys.Any(k => k.Id == key.Id))
                throw new FormatException($"{path}, line {number}: the id {key.Id} was used already.");
            keys.Add(key);
        }

        return keys.Count == 0 ? throw new FormatException($"{path} holds no key.") : new SubjectKeys(keys);
    }

    /// <summary>The hash that a new record gets.</summary>
    public byte[] Hash(NationalId person) => SubjectHash.Of(person, _keys[^1]);

    /// <summary>All hashes under which records of a person may be found, that of the key in use first.</summary>
    public IReadOnlyList<byte[]> AllHashes(NationalId person) => [.. _keys.Reverse().Select(key => SubjectHash.Of(person, key))];

    private static SubjectKey? Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var secret = new byte[line.Length];
        return parts.Length == 2
            && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != 0
            && Convert.TryFromBase64String(parts[1], secret, out var length) && length >= SecretBytes
                ? new SubjectKey(id, secret[..length])
                : null;
    }
}
