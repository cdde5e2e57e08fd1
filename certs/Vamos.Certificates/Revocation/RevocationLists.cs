namespace Vamos.Certificates;

using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

/// <summary>Verified revocation lists of one or several authorities.</summary>
internal sealed class RevocationLists
{
    private readonly IReadOnlyList<Verified> _lists;
    private readonly FrozenDictionary<string, FrozenDictionary<string, DateTimeOffset>> _ofIssuer;

    private RevocationLists(IReadOnlyList<Verified> lists)
    {
        _lists = lists;
        _ofIssuer = lists.GroupBy(verified => Convert.ToHexString(verified.List.Issuer)).ToFrozenDictionary(
            group => group.Key,
            group => group.SelectMany(verified => verified.List.Entries)
                .GroupBy(entry => entry.Key, StringComparer.Ordinal)
                .ToFrozenDictionary(entries => entries.Key, entries => entries.Min(entry => entry.Value)));
    }

    public static RevocationLists None { get; } = new([]);

    /// <summary>How many certificates are revoked.</summary>
    public int Count => _ofIssuer.Values.Sum(entries => entries.Count);

    /// <summary>When the first of the lists should have been replaced; null when none says so.</summary>
    public DateTimeOffset? NextUpdate => _lists.Min(verified => verified.List.NextUpdate);

    /// <summary>Takes lists that are signed by authorities that we trust, and that do not go back behind those in use.</summary>
    /// <exception cref="CertificateException">One is not; the message continues "the list …".</exception>
    public RevocationLists Replace(IEnumerable<RevocationList> lists, IReadOnlyCollection<X509Certificate2> authorities)
    {
        var verified = lists.Select(list => Verify(list, authorities)).ToList();
        var keys = authorities.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        foreach (var inUse in _lists.Where(used => keys.Contains(used.Key)))
        {
            var successor = verified.FindAll(candidate => candidate.Key == inUse.Key);
            if (successor.Count == 0)
                throw new CertificateException($"holds no list of {NameOf(inUse.List)} any more, which is still trusted");
            if (successor.Max(candidate => candidate.List.Number) < inUse.List.Number)
                throw new CertificateException($"is number {successor[0].List.Number}, older than number {inUse.List.Number}, which is in use");
        }

        return new RevocationLists(verified);
    }

    /// <summary>When it was revoked by its issuer; null when it was not.</summary>
    public DateTimeOffset? RevokedAt(X509Certificate2 certificate) =>
        _ofIssuer.Count != 0
        && _ofIssuer.TryGetValue(Convert.ToHexString(certificate.IssuerName.RawData), out var entries)
        && entries.TryGetValue(RevocationList.Serial(certificate.SerialNumberBytes.Span), out var moment)
            ? moment
            : null;

    private static Verified Verify(RevocationList list, IReadOnlyCollection<X509Certificate2> authorities)
    {
        var signer = authorities.FirstOrDefault(authority => RevocationSignature.Verifies(list, authority))
            ?? throw new CertificateException(
                $"of {NameOf(list)} is not signed by an authority known here (ECDSA or RSA with SHA-2, leave to sign lists)");
        return new Verified(list, KeyOf(signer));
    }

    private static string NameOf(RevocationList list) => new X500DistinguishedName(list.Issuer).Name;

    private static string KeyOf(X509Certificate2 authority) => Convert.ToHexString(SHA256.HashData(authority.PublicKey.ExportSubjectPublicKeyInfo()));

    private sealed record Verified(RevocationList List, string Key);
}
