namespace Vamos.Network.Search;

/// <summary>Where a match stands among all: the lower the better, and by identifier among equals.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="ServiceId">The service.</param>
public readonly record struct RankedAt(long Rank, string ServiceId) : IComparable<RankedAt>
{
    /// <inheritdoc />
    public int CompareTo(RankedAt other) => Rank != other.Rank ? Rank.CompareTo(other.Rank) : string.CompareOrdinal(ServiceId, other.ServiceId);

    /// <summary>Whether one stands before the other.</summary>
    public static bool operator <(RankedAt left, RankedAt right) => left.CompareTo(right) < 0;

    /// <summary>Whether one stands behind the other.</summary>
    public static bool operator >(RankedAt left, RankedAt right) => left.CompareTo(right) > 0;

    /// <summary>Whether one stands before the other, or is the same.</summary>
    public static bool operator <=(RankedAt left, RankedAt right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one stands behind the other, or is the same.</summary>
    public static bool operator >=(RankedAt left, RankedAt right) => left.CompareTo(right) >= 0;
}
