namespace Vamos.Hub.Protection;

using Vamos.Hub.Caching;
using Vamos.Programmes.Protections;

/// <summary>By what somebody's protection is told, and from whose data.</summary>
/// <param name="Catalogue">The protections.</param>
/// <param name="AsOf">The day whose facts apply.</param>
/// <param name="Covered">Institutions whose data the agreement covers. What others could tell stays open.</param>
/// <param name="Demand">What the caller accepts of answers kept from before.</param>
/// <param name="TimeLeft">Time until the caller's deadline.</param>
public sealed record ProtectionQuestion(
    ProtectionCatalogue Catalogue, DateOnly AsOf, IReadOnlySet<string> Covered, CacheDemand Demand, TimeSpan TimeLeft);
