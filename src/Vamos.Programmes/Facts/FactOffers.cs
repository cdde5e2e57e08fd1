namespace Vamos.Programmes.Facts;

using Vamos.Beneficiary.V1;

/// <summary>Which institution offers which kinds of fact: who must have answered before a missing fact is one that does not exist.</summary>
public sealed class FactOffers
{
    private readonly (string Institution, FactKindSet Kinds)[] _offers;

    /// <summary>Takes what adapters say of themselves; an institution that comes twice offers what both say.</summary>
    public FactOffers(IEnumerable<KeyValuePair<string, FactKindSet>> offers)
    {
        _offers = [.. offers
            .GroupBy(offer => offer.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Aggregate(default(FactKindSet), (all, offer) => all | offer.Value)))
            .OrderBy(offer => offer.Key, StringComparer.Ordinal)];
        foreach (var (_, kinds) in _offers)
            Offered |= kinds;
    }

    /// <summary>Kinds that at least one institution offers.</summary>
    public FactKindSet Offered { get; }

    /// <summary>Every institution with its kinds, in the order of the codes.</summary>
    public IReadOnlyList<(string Institution, FactKindSet Kinds)> ByInstitution => _offers;

    /// <summary>Institutions that offer a kind.</summary>
    public IEnumerable<string> Of(FactKind kind) => _offers.Where(offer => offer.Kinds.Contains(kind)).Select(offer => offer.Institution);
}
