namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>Household forms, of whatever instrument and institution: that of the latest interview counts; of several of one day, all.</summary>
internal static class HouseholdForms
{
    /// <summary>Order of the latest form; <see cref="Measurement.Later"/> when there is none.</summary>
    public static int Latest(in Case asked, bool withIndex = false)
    {
        var latest = Measurement.Later;
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                if (!withIndex || HasIndex(records.Households[i]))
                    latest = Math.Max(latest, Order(records.Households[i], asked.Day));
            }
        }

        return latest;
    }

    /// <summary>Whether a form has an index that can be one: a number from 0 to 100.</summary>
    public static bool HasIndex(HouseholdRecord form) => form.HasQualityOfLifeIndex && form.QualityOfLifeIndex is >= 0 and <= 100;

    public static int Order(HouseholdRecord form, DateOnly day) => Measurement.Order(form.InterviewDate, form.Provenance, day);

    /// <summary>Whether a form was filled no more than so many months before a day.</summary>
    public static bool IsRecent(HouseholdRecord form, DateOnly day, int months) =>
        months != 0 && DateSpan.Of(form.InterviewDate) is { } interview && interview.First <= day && interview.AddMonths(months).First >= day;

    /// <summary>The person asked about among the members; null when the form does not name the person.</summary>
    public static HouseholdMember? Self(HouseholdRecord form, in Case asked)
    {
        for (var i = 0; i < form.Members.Count; i++)
        {
            if (form.Members[i].NationalId?.Canonical().Equals(asked.Facts.NationalId) == true)
                return form.Members[i];
        }

        return null;
    }

    /// <summary>The form and what it says, as short as can be.</summary>
    public static string Summary(HouseholdRecord form, string says) =>
        $"{(form.Instrument.Length == 0 ? "ficha" : form.Instrument)}{Wording.Since("del", form.InterviewDate)}: {says}";
}
