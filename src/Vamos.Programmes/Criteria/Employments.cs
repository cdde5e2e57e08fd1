namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Employments as several conditions look at them. One that ended before the day is no salary any more.</summary>
internal static class Employments
{
    /// <summary>Whether an employment is in force, by what is recorded.</summary>
    public static Truth InForce(in Case asked, Trail? trail)
    {
        var found = Truth.No;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Employment.Count; i++)
            {
                var employment = records.Employment[i];
                var counts = Period.IsInForce(employment.StartDate, employment.EndDate, employment.Provenance, asked.Day);
                if (counts != Truth.No)
                    trail?.Uses(FactKind.Employment, "empleo registrado" + Wording.Since("desde", employment.StartDate), employment.Provenance);
                found = found.Or(counts);
            }
        }

        return found;
    }
}
