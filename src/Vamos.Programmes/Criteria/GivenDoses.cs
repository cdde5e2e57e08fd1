namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Facts;

/// <summary>The doses that a person had been given by a day, by code.</summary>
internal sealed class GivenDoses
{
    private readonly List<(ImmunizationRecord Dose, Truth Given)> _coded = [];
    private int _uncoded;

    private GivenDoses()
    {
    }

    public static GivenDoses Of(in Case asked, string system, Trail? trail)
    {
        var doses = new GivenDoses();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Immunizations.Count; i++)
            {
                var dose = records.Immunizations[i];
                var given = dose.NotGiven ? Truth.No : Period.HasBegun(dose.OccurrenceDate, dose.Provenance, asked.Day);
                if (given == Truth.No)
                    continue;
                trail?.Uses(FactKind.Immunization, Summary(dose), dose.Provenance);
                if (dose.VaccineSystem == system && dose.VaccineCode.Length != 0)
                    doses._coded.Add((dose, given));
                else
                    doses._uncoded++;
            }
        }

        return doses;
    }

    /// <summary>Whether so many doses under these codes were given.</summary>
    public Truth Has(IReadOnlyList<string> codes, int number) =>
        Count(codes, surely: true) >= number ? Truth.Yes : Count(codes, surely: false) + _uncoded >= number ? Truth.Unknown : Truth.No;

    // The number of a dose says that those before it were given; without numbers, doses of different days are different doses.
    private int Count(IReadOnlyList<string> codes, bool surely)
    {
        var (highest, days) = (0, new HashSet<Date>());
        var undated = 0;
        foreach (var (dose, given) in _coded)
        {
            if (!codes.Contains(dose.VaccineCode) || (surely && given != Truth.Yes))
                continue;
            if (dose.HasDoseNumber)
                highest = Math.Max(highest, dose.DoseNumber);
            if (dose.OccurrenceDate is { } day)
                days.Add(day);
            else
                undated = 1;
        }

        return Math.Max(highest, days.Count + undated);
    }

    private static string Summary(ImmunizationRecord dose) =>
        (dose.VaccineName.Length == 0 ? "vacuna" : dose.VaccineName) + Wording.Since("el", dose.OccurrenceDate);
}
