namespace Vamos.Programmes.Criteria;

using Vamos.Common.V1;
using Vamos.Programmes.Facts;

/// <summary>Facts of which the latest counts: household forms, counts of cattle, assessments.</summary>
internal static class Measurement
{
    /// <summary>What does not count on a day, since it was measured later.</summary>
    public const int Later = -1;

    /// <summary>Greater for a later measurement; those without a date come before all others.</summary>
    public static int Order(Date? date, Provenance? provenance, DateOnly day)
    {
        if (Period.HasBegun(date, provenance, day) == Truth.No)
            return Later;
        return DateSpan.Of(date)?.Last.DayNumber ?? 0;
    }
}
