namespace Vamos.Network.Search;

using Vamos.Common.V1;
using Vamos.Contracts.Territory;
using Vamos.Network.Coverages;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;

/// <summary>A service with what searching asks of it, made ready once.</summary>
internal sealed class IndexedService
{
    public IndexedService(ServiceOffering service, Vocabulary vocabulary)
    {
        Service = service;
        Reach = new Reach(service);
        foreach (var category in service.Categories)
            Categories |= BitOf(category);
        Gaps = KnownProtection.Bits(service.ClosesGaps);
        DeliveredIn = service.DeliveredAt is { DistrictCode.Length: > 0 } place ? Reach.PositionOf(place.DistrictCode) : -1;
        DeliveredInDepartment = service.DeliveredAt is { DistrictCode.Length: > 1 } at ? Reach.BitOf(at.DistrictCode[..2]) : 0;
        From = service.ValidFrom?.TryToDateOnly(out var from) == true ? from : DateOnly.MinValue;
        Until = service.ValidUntil?.TryToDateOnly(out var until) == true ? until : DateOnly.MaxValue;
        foreach (var action in service.StrategicActions)
            Actions = Actions.With(action);
        Terms = TermsOf(service, vocabulary);
    }

    /// <summary>The service itself; whoever gives it out copies it.</summary>
    public ServiceOffering Service { get; }

    public Reach Reach { get; }

    /// <summary>A bit for each category.</summary>
    public uint Categories { get; }

    /// <summary>A bit for each protection whose gap it closes.</summary>
    public uint Gaps { get; }

    /// <summary>The strategic actions that it fulfils.</summary>
    public ActionSet Actions { get; }

    /// <summary>Position of the district where it is delivered; -1 when that is not said.</summary>
    public int DeliveredIn { get; }

    /// <summary>Bit of the department where it is delivered; 0 when that is not said.</summary>
    public uint DeliveredInDepartment { get; }

    public DateOnly From { get; }

    public DateOnly Until { get; }

    /// <summary>Numbers of its words in the vocabulary, doubled, and one more for a word of its name.</summary>
    public int[] Terms { get; }

    public static uint BitOf(LifeCycleCategory category) => 1u << (int)category;

    public bool IsOffered(DateOnly day) => From <= day && day <= Until;

    private static int[] TermsOf(ServiceOffering service, Vocabulary vocabulary)
    {
        var terms = new HashSet<int>();
        foreach (var word in FoldedText.Words(service.Name))
            terms.Add((vocabulary.NumberOf(word) << 1) | 1);
        IEnumerable<string> others =
        [
            service.Description,
            service.ProviderInstitution,
            service.DeliveredAt?.Locality ?? "",
            TerritoryCatalogue.Paraguay.FindDistrict(service.DeliveredAt?.DistrictCode ?? "")?.Name ?? "",
            .. service.ClosesGaps.Select(code => KnownProtection.Find(code)?.Name ?? ""),
            .. service.Categories.Select(SpanishNames.Of),
        ];
        foreach (var word in others.SelectMany(FoldedText.Words))
        {
            var number = vocabulary.NumberOf(word) << 1;
            if (!terms.Contains(number | 1))
                terms.Add(number);
        }

        return [.. terms];
    }
}
