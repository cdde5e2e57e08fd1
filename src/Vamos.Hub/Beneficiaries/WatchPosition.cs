namespace Vamos.Hub.Beneficiaries;

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Google.Protobuf;

/// <summary>
/// Where a listener stands in the feeds of all sources. As a resume token: a version; then for each source, in the order of their codes, the length of
/// its code in one byte, the code, the length of its own token in two bytes, the token.
/// </summary>
public sealed class WatchPosition
{
    private const byte Version = 1;
    private const int MostSources = 64;

    private WatchPosition(ImmutableSortedDictionary<string, ByteString> sources) => Sources = sources;

    /// <summary>Nowhere yet: every source begins now.</summary>
    public static WatchPosition Now { get; } = new(ImmutableSortedDictionary.Create<string, ByteString>(StringComparer.Ordinal));

    /// <summary>The token of each source, by institution.</summary>
    public IReadOnlyDictionary<string, ByteString> Sources { get; }

    /// <summary>Reads a resume token; null when it is none. The empty token is <see cref="Now"/>.</summary>
    public static WatchPosition? Read(ByteString token)
    {
        if (token.IsEmpty)
            return Now;
        var rest = token.Span[1..];
        var sources = Now.Builder();
        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, 1, out var code) || !TryTake(ref rest, 2, out var own) || own.IsEmpty || sources.Count == MostSources)
                return null;
            // In one order, each once: there is one token for a position.
            var institution = Encoding.ASCII.GetString(code);
            if (!Ascii.IsValid(code) || (sources.Count != 0 && string.CompareOrdinal(institution, sources.Keys.Last()) <= 0))
                return null;
            sources.Add(institution, ByteString.CopyFrom(own));
        }

        return token[0] == Version && sources.Count != 0 ? new WatchPosition(sources.ToImmutable()) : null;
    }

    /// <summary>The same, but further in one source.</summary>
    public WatchPosition At(string institution, ByteString token) =>
        token.IsEmpty ? this : new WatchPosition(((ImmutableSortedDictionary<string, ByteString>)Sources).SetItem(institution, token));

    /// <summary>The resume token.</summary>
    public ByteString Write()
    {
        if (Sources.Count == 0)
            return ByteString.Empty;
        using var written = new MemoryStream();
        written.WriteByte(Version);
        Span<byte> length = stackalloc byte[2];
        foreach (var (institution, token) in Sources)
        {
            written.WriteByte((byte)institution.Length);
            written.Write(Encoding.ASCII.GetBytes(institution));
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)token.Length);
            written.Write(length);
            written.Write(token.Span);
        }

        return UnsafeByteOperations.UnsafeWrap(written.ToArray());
    }

    private ImmutableSortedDictionary<string, ByteString>.Builder Builder() => ((ImmutableSortedDictionary<string, ByteString>)Sources).ToBuilder();

    private static bool TryTake(ref ReadOnlySpan<byte> rest, int lengthBytes, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (rest.Length < lengthBytes)
            return false;
        var length = lengthBytes == 1 ? rest[0] : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length - lengthBytes < length)
            return false;
        taken = rest.Slice(lengthBytes, length);
        rest = rest[(lengthBytes + length)..];
        return true;
    }
}
