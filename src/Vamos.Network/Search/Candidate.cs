namespace Vamos.Network.Search;

using System.Numerics;
using Vamos.Network.Offerings;
using Vamos.ServiceNetwork.V1;

/// <summary>How a service reaches a district, the best first.</summary>
internal enum ReachedBy
{
    District,
    Department,
    Country,
    Neighbour,
    Nothing,
}

/// <summary>How far away it is delivered, the nearest first.</summary>
internal enum Distance
{
    SameDistrict,
    NotSaid,
    SameDepartment,
    NeighbourDepartment,
    Elsewhere,
}

/// <summary>A service that passed the filters of a search.</summary>
/// <param name="Indexed">The service.</param>
/// <param name="Closed">The gaps that it closes, a bit each.</param>
/// <param name="Reach">How it reaches the district.</param>
/// <param name="Distance">How far it is.</param>
/// <param name="TextScore">How well it answers the words; 0 without words.</param>
internal readonly record struct Candidate(IndexedService Indexed, uint Closed, ReachedBy Reach, Distance Distance, int TextScore)
{
    private const int MostScore = 1023;
    private const int BitsInCode = 63;

    /// <summary>
    /// The rank, from the weightiest digit down: not suspended, gaps closed, words, level, distance, package, availability. docs/network.md says why in
    /// this order.
    /// </summary>
    public long Rank(DateTimeOffset now)
    {
        var service = Indexed.Service;
        var suspended = service.Availability is { Suspended: true } ? 1L : 0;
        return (suspended << 40)
            | ((long)(BitsInCode - BitOperations.PopCount(Closed)) << 32)
            | ((long)(MostScore - Math.Min(TextScore, MostScore)) << 20)
            | ((long)Reach << 16)
            | ((long)Distance << 12)
            | ((long)service.Package << 8)
            | (long)Readiness(service, now);
    }

    private static int Readiness(ServiceOffering service, DateTimeOffset now) =>
        AvailabilityRules.IsAvailable(service, now) ? 0 : service.Availability is null || AvailabilityRules.IsStale(service, now) ? 1 : 2;
}
