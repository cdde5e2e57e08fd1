namespace Vamos.Hub.Caching.Sealing;

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Vamos.Hub.Caching.Memory;

/// <summary>
/// The keyed hashes under which people, answers and sources appear outside this process: HMAC-SHA256, of which 128 bits are kept. Without the secret
/// nobody can try all numbers; whoever has another secret has another cache.
/// </summary>
internal sealed class CacheIndex(byte[] secret)
{
    private const int MostNames = 10_000;

    private readonly ConcurrentDictionary<(string Shelf, string Scope), UInt128> _entries = new();

    /// <summary>Tells one secret from another without telling it.</summary>
    public ulong Fingerprint { get; } = (ulong)Hash(secret, "index");

    public UInt128 Person(in PersonId id) => Hash(secret, $"person\0{id.Country}\0{id.Letter}\0{id.Number}");

    /// <summary>An answer, within a person. The names are few and the same for everybody, so they are remembered.</summary>
    public UInt128 Entry(string shelf, string scope)
    {
        if (_entries.TryGetValue((shelf, scope), out var known))
            return known;
        if (_entries.Count >= MostNames)
            _entries.Clear();
        return _entries[(shelf, scope)] = Hash(secret, $"entry\0{shelf}\0{scope}");
    }

    /// <summary>A source; never 0, which stands for all of them.</summary>
    public uint Source(string name) => (uint)Hash(secret, $"source\0{name}") is not 0 and var tag ? tag : 1;

    private static UInt128 Hash(byte[] secret, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
