namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>
/// Pregnancies as several conditions look at them. One whose end nobody recorded lasts until the day on which it was due; without that, as long as a
/// pregnancy that was noted can last at most.
/// </summary>
internal static class Pregnancies
{
    private const int LongestDays = 280;

    /// <summary>Whether one is in force; without one, unknown until everybody has told.</summary>
    public static Truth InForce(in Case asked, int monthsAfter, Trail? trail)
    {
        var found = Recorded(asked, monthsAfter, trail);
        return found == Truth.No && !asked.Facts.IsComplete(FactKind.Pregnancy) ? Truth.Unknown : found;
    }

    /// <summary>Whether one is in force by what is recorded, by anybody or by certain institutions.</summary>
    public static Truth Recorded(in Case asked, int monthsAfter, Trail? trail, IReadOnlyList<string>? by = null)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Pregnancies.Count; i++)
            {
                var pregnancy = records.Pregnancies[i];
                if (by?.Contains(pregnancy.Provenance?.Institution ?? "") == false)
                    continue;
                var counts = Period.HasBegun(pregnancy.NotedDate, pregnancy.Provenance, asked.Day).And(Lasts(pregnancy, monthsAfter, asked.Day));
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Pregnancy, "embarazo registrado" + Wording.Since("el", pregnancy.NotedDate), pregnancy.Provenance);
                found = found.Or(counts);
            }
        }

        return found;
    }

    private static Truth Lasts(PregnancyRecord pregnancy, int monthsAfter, DateOnly day)
    {
        var end = DateSpan.Of(pregnancy.EndDate) ?? DateSpan.Of(pregnancy.DueDate) ?? DateSpan.Of(pregnancy.NotedDate)?.AddDays(LongestDays);
        if (end?.AddMonths(monthsAfter) is not { } last)
            return Truth.Unknown;
        return last.First >= day ? Truth.Yes : last.Last < day ? Truth.No : Truth.Unknown;
    }
}
