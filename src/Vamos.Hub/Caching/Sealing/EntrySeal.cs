namespace Vamos.Hub.Caching.Sealing;

using System.Buffers.Binary;
using Vamos.Hosting.Secrets;

/// <summary>
/// The form of an answer in Redis: version, key id, number of sources, a tag for each (read by the script that invalidates), nonce, AES-256-GCM
/// ciphertext, tag. All that stands before the nonce is authenticated, and so are the person and the answer's name: a value that was copied to another
/// place does not open.
/// <para>A nonce is eight bytes drawn at random by this process and a counter, drawn again before the counter is used up: two nonces of a key meet only if
/// two of some thousands of starts draw the same eight bytes, however much is written.</para>
/// </summary>
internal sealed class EntrySeal(IReadOnlyList<Secret> ring)
{
    public const int MostSources = byte.MaxValue;

    private const byte Version = 1;
    private const int Fixed = 3;
    private const int TagSize = sizeof(uint);
    private const int NonceSize = 12;
    private const int MacSize = KeyCipher.MacSize;
    private const int NameSize = 32;

    private readonly KeyCipher[] _ring = [.. ring.Select(secret => new KeyCipher(secret))];
    private readonly NonceSequence _nonces = new();

    /// <summary>Encrypts with the newest key.</summary>
    public byte[] Seal(UInt128 person, UInt128 entry, ReadOnlySpan<uint> sources, ReadOnlySpan<byte> content)
    {
        var head = HeadSize(sources.Length);
        var sealedEntry = new byte[head + NonceSize + content.Length + MacSize];
        (sealedEntry[0], sealedEntry[1], sealedEntry[2]) = (Version, _ring[^1].Id, checked((byte)sources.Length));
        for (var i = 0; i < sources.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(sealedEntry.AsSpan(Fixed + (i * TagSize)), sources[i]);
        var (nonce, ciphertext, mac) = Parts(sealedEntry, head);
        _nonces.Next(nonce);
        _ring[^1].Encrypt(nonce, content, ciphertext, mac, Authenticated(sealedEntry.AsSpan(0, head), person, entry));
        return sealedEntry;
    }

    /// <summary>Decrypts; null when it is none of ours, of another place, changed, or of a key that was removed.</summary>
    public byte[]? Open(UInt128 person, UInt128 entry, byte[] sealedEntry, out uint[] sources)
    {
        sources = [];
        if (sealedEntry.Length < Fixed || sealedEntry[0] != Version || Key(sealedEntry[1]) is not { } key)
            return null;
        var head = HeadSize(sealedEntry[2]);
        var size = sealedEntry.Length - head - NonceSize - MacSize;
        if (size < 0)
            return null;
        var content = new byte[size];
        var (nonce, ciphertext, mac) = Parts(sealedEntry, head);
        if (!key.TryDecrypt(nonce, ciphertext, mac, content, Authenticated(sealedEntry.AsSpan(0, head), person, entry)))
            return null;
        sources = new uint[sealedEntry[2]];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = BinaryPrimitives.ReadUInt32BigEndian(sealedEntry.AsSpan(Fixed + (i * TagSize)));
        return content;
    }

    private static int HeadSize(int sources) => Fixed + (sources * TagSize);

    private static Pieces Parts(byte[] sealedEntry, int head) => new(
        sealedEntry.AsSpan(head, NonceSize), sealedEntry.AsSpan((head + NonceSize)..^MacSize), sealedEntry.AsSpan(sealedEntry.Length - MacSize));

    private static byte[] Authenticated(ReadOnlySpan<byte> head, UInt128 person, UInt128 entry)
    {
        var bytes = new byte[head.Length + NameSize];
        head.CopyTo(bytes);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(head.Length), person);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(head.Length + (NameSize / 2)), entry);
        return bytes;
    }

    private KeyCipher? Key(byte id)
    {
        foreach (var key in _ring)
        {
            if (key.Id == id)
                return key;
        }

        return null;
    }

    private readonly ref struct Pieces(Span<byte> nonce, Span<byte> ciphertext, Span<byte> mac)
    {
        private readonly Span<byte> _nonce = nonce;
        private readonly Span<byte> _ciphertext = ciphertext;
        private readonly Span<byte> _mac = mac;

        public void Deconstruct(out Span<byte> nonce, out Span<byte> ciphertext, out Span<byte> mac)
        {
            nonce = _nonce;
            ciphertext = _ciphertext;
            mac = _mac;
        }
    }
}
