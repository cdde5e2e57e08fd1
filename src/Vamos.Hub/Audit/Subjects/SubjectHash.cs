namespace Vamos.Hub.Audit.Subjects;

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vamos.Common.V1;

/// <summary>
/// The keyed hash by which a person appears in the log: one byte for the key, then the HMAC-SHA256 of the identity number.
/// Without the key nobody can try all numbers; with it the hub answers who saw a person's data.
/// </summary>
public static class SubjectHash
{
    /// <summary>Bytes of a hash with its key id.</summary>
    public const int Size = 1 + HMACSHA256.HashSizeInBytes;

    /// <summary>The hash of a person under one key.</summary>
    public static byte[] Of(NationalId person, SubjectKey key)
    {
        var hash = new byte[Size];
        hash[0] = key.Id;
        HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(person.ToText()), hash.AsSpan(1));
        return hash;
    }

    /// <summary>A number to find records by; null for exchanges about nobody. Different persons may share it.</summary>
    internal static long? IndexKey(ReadOnlySpan<byte> subjectHash) =>
        subjectHash.Length >= sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(subjectHash[^sizeof(long)..]) : null;
}

/// <summary>A key of subject hashes.</summary>
/// <param name="Id">1 to 255; the first byte of every hash made with it.</param>
/// <param name="Secret">At least 32 random bytes.</param>
public sealed record SubjectKey(byte Id, byte[] Secret);
