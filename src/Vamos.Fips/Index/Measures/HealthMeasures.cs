namespace Vamos.Fips.Index.Measures;

using Vamos.Fips.V1;

/// <summary>What members say of their health.</summary>
internal static class HealthMeasures
{
    /// <summary>How many have health insurance.</summary>
    public static Measured Insurance(HouseholdReading home)
    {
        var (yes, no, unknown) = (0, 0, 0);
        foreach (var member in home.Members)
        {
            switch (member.Health?.Insurance ?? HealthInsurance.Unspecified)
            {
                case HealthInsurance.Unspecified:
                    unknown++;
                    break;
                case HealthInsurance.None:
                    no++;
                    break;
                default:
                    yes++;
                    break;
            }
        }

        return ShareWords.Of(yes, no, unknown);
    }

    /// <summary>How many of those who were ill or hurt used a health service.</summary>
    public static Measured MedicalCare(HouseholdReading home)
    {
        var (yes, no, unknown) = (0, 0, 0);
        foreach (var member in home.Members)
        {
            var health = member.Health;
            if (health is null or { Condition: HealthCondition.Unspecified })
                unknown++;
            else if (health.Condition is HealthCondition.Ill or HealthCondition.IllAndChronic)
                Count(health.HasReceivedCare ? health.ReceivedCare : null, ref yes, ref no, ref unknown);
        }

        return ShareWords.Of(yes, no, unknown);
    }

    /// <summary>How many of the small children have a vaccination card.</summary>
    public static Measured Vaccinated(HouseholdReading home)
    {
        var (yes, no, unknown) = (0, 0, 0);
        foreach (var member in home.Members)
        {
            var isSmall = home.AgeOf(member)?.IsBelow(home.Weights.Document.VaccinationBelowAge);
            if (isSmall is null)
                unknown++;
            else if (isSmall.Value)
                Count(member.Health is { HasVaccinationCard: true } health ? health.VaccinationCard : null, ref yes, ref no, ref unknown);
        }

        return ShareWords.Of(yes, no, unknown);
    }

    private static void Count(bool? answer, ref int yes, ref int no, ref int unknown)
    {
        if (answer is null)
            unknown++;
        else if (answer.Value)
            yes++;
        else
            no++;
    }
}
