namespace Vamos.Fips.Instruments.FichaHogar;

using Vamos.Fips.V1;
using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>What the sheet of a member says of health. Pregnancy was not asked.</summary>
internal static class MemberHealth
{
    // Difficulties with walking, dressing, bathing, eating, the bed and the toilet, in the order of the table; the header numbers them oddly.
    private static readonly (string Column, DailyActivity Activity)[] Activities =
    [
        ("VAR00009", DailyActivity.Walking),
        ("VAR00010", DailyActivity.Dressing),
        ("VAR00011", DailyActivity.Bathing),
        ("VAR00031", DailyActivity.Eating),
        ("VAR00012", DailyActivity.GettingOutOfBed),
        ("VAR00013", DailyActivity.Toilet),
    ];

    public static HealthAnswers Read(DelimitedRecord record)
    {
        var health = new HealthAnswers
        {
            Insurance = record.Code("P63", LegacyMember.InsuranceOf),
            Condition = record.Code("P64", LegacyMember.HealthOf),
            DisabilityAsked = record.Code("P74", LegacyCodes.ImpairmentOf) is not null,
            DisabilityCause = record.Code("VAR00007", LegacyMember.CauseOf),
        };
        if (record.Code("P67", LegacyCodes.YesNo) is { } care)
            health.ReceivedCare = care;
        if (record.Code("P73", LegacyCodes.YesNo) is { } card)
            health.VaccinationCard = card;
        if (record.Code("P74", LegacyMember.ImpairmentOf) is var kind and not DisabilityKind.Unspecified)
            health.Disabilities.Add(kind);
        foreach (var (column, activity) in Activities)
        {
            if (record.Code(column, LegacyCodes.YesNo) is true)
                health.NeedsHelpWith.Add(activity);
        }

        return health;
    }
}
