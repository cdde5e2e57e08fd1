namespace Vamos.Hub.Audit.Subjects;

using Vamos.Common.V1;
using Vamos.Hosting.Secrets;

/// <summary>
/// The keys of subject hashes, from a file with a line <c>id base64-of-the-key</c> for each. The last line is in use; the
/// earlier ones are kept, so that records made with them are found. To rotate, add a line and restart the hubs.
/// </summary>
public sealed class SubjectKeys
{
    private readonly IReadOnlyList<SubjectKey> _keys;

    /// <summary>Takes keys, the one in use last.</summary>
    public SubjectKeys(IReadOnlyList<SubjectKey> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        _keys = keys;
    }

    /// <summary>Reads the keys; a missing file is made with a new key, readable by its owner alone.</summary>
    /// <exception cref="FormatException">The file holds something else; the message says in which line.</exception>
    public static SubjectKeys LoadOrCreate(string path) =>
        new([.. SecretFile.LoadOrCreate(path).Select(secret => new SubjectKey(secret.Id, secret.Bytes))]);

    /// <summary>The hash that a new record gets.</summary>
    public byte[] Hash(NationalId person) => SubjectHash.Of(person, _keys[^1]);

    /// <summary>All hashes under which records of a person may be found, that of the key in use first.</summary>
    public IReadOnlyList<byte[]> AllHashes(NationalId person) => [.. _keys.Reverse().Select(key => SubjectHash.Of(person, key))];
}
