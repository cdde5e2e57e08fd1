namespace Vamos.Fips.Tests.Validation;

using Vamos.Fips.V1;

/// <summary>A case for each rule about schooling, health, work and incomes.</summary>
internal static class AnswerRuleCases
{
    public static IReadOnlyList<RuleCase> All =>
    [
        new("attendance-needs-enrolment", "members[2].schooling.attends",
            f => f.Members[2].Schooling.Enrolled = false, f => f.Members[2].Schooling.Attends = false),
        new("reason-only-when-not-attending", "members[2].schooling.reason_not_attending",
            f => f.Members[2].Schooling.ReasonNotAttending = "distancia", f => f.Members[2].Schooling.ReasonNotAttending = ""),
        new("last-course-counted", "members[1].schooling.last_course",
            f => f.Members[1].Schooling.LastCourse = 0, f => f.Members[1].Schooling.ClearLastCourse()),
        new("last-course-needs-level", "members[4].schooling.last_course",
            f => f.Members[4].Schooling.LastCourse = 2, f => f.Members[4].Schooling.Level = EducationLevel.Basic1To6),
        new("last-course-within-level", "members[1].schooling.last_course",
            f => f.Members[1].Schooling.LastCourse = 8, f => f.Members[1].Schooling.LastCourse = 2),
        new("schooling-fits-age", "members[2].schooling.level",
            f => f.Members[2].Schooling.Level = EducationLevel.University, f => f.Members[2].Schooling.Level = EducationLevel.Basic1To6),

        new("pregnancy-of-women", "members[1].health.pregnant", f => f.Members[1].Health.Pregnant = true, f => f.Members[1].Health.Pregnant = false),
        new("pregnancy-age", "members[4].health.pregnant", f => f.Members[4].Health.Pregnant = true, f => f.Members[4].Health.ClearPregnant()),
        new("disabilities-asked", "members[4].health.disability_asked",
            f => f.Members[4].Health.DisabilityAsked = false, f => f.Members[4].Health.DisabilityAsked = true),
        new("disability-cause-needs-disability", "members[4].health.disability_cause",
            f => f.Members[4].Health.Disabilities.Clear(), f => f.Members[4].Health.DisabilityCause = DisabilityCause.Unspecified),
        new("disabilities-once", "members[4].health.disabilities",
            f => f.Members[4].Health.Disabilities.Add(DisabilityKind.LowVision), f => f.Members[4].Health.Disabilities.RemoveAt(2)),
        new("daily-activities-once", "members[4].health.needs_help_with",
            f => f.Members[4].Health.NeedsHelpWith.Add(DailyActivity.Unspecified), f => f.Members[4].Health.NeedsHelpWith.RemoveAt(1)),

        new("reason-only-when-not-working", "members[0].work.reason_not_working",
            f => f.Members[0].Work.ReasonNotWorking = ReasonNotWorking.Housework, f => f.Members[0].Work.ReasonNotWorking = ReasonNotWorking.Unspecified),
        new("reason-when-not-working", "members[4].work.reason_not_working",
            f => f.Members[4].Work.ReasonNotWorking = ReasonNotWorking.Unspecified, f => f.Members[4].Work.ReasonNotWorking = ReasonNotWorking.Other),
        new("labour-status-only-when-working", "members[4].work.status",
            f => f.Members[4].Work.Status = LabourStatus.Employer, f => f.Members[4].Work.Status = LabourStatus.Unspecified),
        new("labour-status-when-working", "members[0].work.status",
            f => f.Members[0].Work.Status = LabourStatus.Unspecified, f => f.Members[0].Work.Status = LabourStatus.Domestic),
        new("work-of-small-children", "members[3].work.worked",
            f => f.Members[3].Work = new Work { Worked = true, Status = LabourStatus.Unpaid }, f => f.Members[3].Work = null),
        new("retired-of-age", "members[2].work.reason_not_working",
            f => f.Members[2].Work.ReasonNotWorking = ReasonNotWorking.Retired, f => f.Members[2].Work.ReasonNotWorking = ReasonNotWorking.Student),

        new("income-source-required", "members[1].incomes[0].source",
            f => f.Members[1].Incomes[0].Source = IncomeSource.Unspecified, f => f.Members[1].Incomes[0].Source = IncomeSource.Rent),
        new("income-source-once", "members[0].incomes[1].source",
            f => f.Members[0].Incomes[1].Source = IncomeSource.MainWork, f => f.Members[0].Incomes.RemoveAt(1)),
        new("income-not-negative", "members[1].incomes[0].amount", f => f.Members[1].Incomes[0].Amount = -1, f => f.Members[1].Incomes[0].Amount = 0),
        new("income-bounded", "members[1].incomes[0].amount",
            f => f.Members[1].Incomes[0].Amount = 1_000_000_000_001, f => f.Members[1].Incomes[0].Amount = 1_000_000),
        new("income-plausible", "members[1].incomes[0].amount",
            f => f.Members[1].Incomes[0].Amount = 100_000_001, f => f.Members[1].Incomes[0].Amount = 100_000_000),
        new("work-income-needs-work", "members[4].incomes[0].source",
            f => f.Members[4].Incomes[0].Source = IncomeSource.MainWork, f => f.Members[4].Incomes[0].Source = IncomeSource.Pension),
    ];
}
