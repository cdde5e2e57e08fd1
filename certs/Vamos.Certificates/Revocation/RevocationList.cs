namespace Vamos.Certificates;

using System.Formats.Asn1;
using System.Numerics;

/// <summary>
/// One certificate revocation list (RFC 5280), decoded but not yet believed. The framework can write such lists, but does
/// not tell what is in one.
/// </summary>
internal sealed class RevocationList
{
    private const string NumberOid = "2.5.29.20";
    private const string DistributionPointOid = "2.5.29.28";
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag IndirectTag = new(TagClass.ContextSpecific, 4);

    private readonly Dictionary<string, DateTimeOffset> _entries = new(StringComparer.Ordinal);

    private RevocationList()
    {
    }

    /// <summary>The distinguished name of who signed it, as encoded.</summary>
    public byte[] Issuer { get; private set; } = [];

    public BigInteger Number { get; private set; }

    public DateTimeOffset ThisUpdate { get; private set; }

    public DateTimeOffset? NextUpdate { get; private set; }

    /// <summary>When each certificate was revoked, by its serial number as <see cref="Serial(ReadOnlySpan{byte})"/> writes it.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Entries => _entries;

    public ReadOnlyMemory<byte> SignedPart { get; private set; }

    public string SignatureAlgorithm { get; private set; } = "";

    public byte[] Signature { get; private set; } = [];

    /// <summary>A serial number in one spelling: upper-case hexadecimal without leading zeros.</summary>
    public static string Serial(ReadOnlySpan<byte> bigEndian) => Serial(Convert.ToHexString(bigEndian));

    public static string Serial(string hexadecimal) => hexadecimal.TrimStart('0').ToUpperInvariant();

    /// <exception cref="AsnContentException">It is not encoded as it must be, or says something that must not be ignored and is not understood.</exception>
    public static RevocationList Decode(byte[] encoded)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.DER);
        var parts = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var list = new RevocationList { SignedPart = parts.ReadEncodedValue(), SignatureAlgorithm = Algorithm(parts) };
        list.Signature = parts.ReadBitString(out _);
        parts.ThrowIfNotEmpty();
        list.DecodeSignedPart(new AsnReader(list.SignedPart, AsnEncodingRules.DER).ReadSequence());
        return list;
    }

    private void DecodeSignedPart(AsnReader part)
    {
        if (part.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            part.ReadInteger();
        if (Algorithm(part) != SignatureAlgorithm)
            throw new AsnContentException("It names two different signature algorithms.");
        Issuer = part.ReadEncodedValue().ToArray();
        ThisUpdate = Moment(part);
        if (part.HasData && IsMoment(part.PeekTag()))
            NextUpdate = Moment(part);
        if (part.HasData && part.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            DecodeEntries(part.ReadSequence());
        if (part.HasData)
            DecodeExtensions(part.ReadSequence(ExtensionsTag).ReadSequence());
        part.ThrowIfNotEmpty();
    }

    private void DecodeEntries(AsnReader entries)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = Serial(entry.ReadIntegerBytes().Span);
            _entries[serial] = Moment(entry);
            if (!entry.HasData)
                continue;
            // Among them "certificate issuer": the entry would be about another authority's certificate.
            foreach (var (oid, critical, _) in Extensions(entry.ReadSequence()))
                Require(!critical, $"An entry has the critical extension {oid}, which is not understood.");
        }
    }

    private void DecodeExtensions(AsnReader extensions)
    {
        foreach (var (oid, critical, value) in Extensions(extensions))
        {
            if (oid == NumberOid)
                Number = new AsnReader(value, AsnEncodingRules.DER).ReadInteger();
            else if (oid == DistributionPointOid)
                Require(!IsIndirect(value), "It is an indirect list, about certificates of several authorities.");
            else
                Require(!critical, $"It has the critical extension {oid}, which is not understood (a delta list, perhaps; a complete one is needed).");
        }
    }

    private static bool IsIndirect(byte[] value)
    {
        var point = new AsnReader(value, AsnEncodingRules.DER).ReadSequence();
        while (point.HasData)
        {
            if (point.PeekTag().HasSameClassAndValue(IndirectTag))
                return point.ReadBoolean(IndirectTag);
            point.ReadEncodedValue();
        }

        return false;
    }

    private static IEnumerable<(string Oid, bool Critical, byte[] Value)> Extensions(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            yield return (oid, critical, extension.ReadOctetString());
        }
    }

    private static string Algorithm(AsnReader reader) => reader.ReadSequence().ReadObjectIdentifier();

    private static bool IsMoment(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset Moment(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new AsnContentException(otherwise);
    }
}
