namespace Vamos.Cli.Fips;

using Vamos.Cli.Reports;
using Vamos.Fips.V1;

/// <summary>The members of a form: who they are, and how they live.</summary>
internal static class FormMemberSections
{
    public static Section Who(IReadOnlyCollection<FormMember> members, DateOnly today) => Section.Of(
        "Members",
        members,
        ("", m => m.MemberId),
        ("Name", m => Wording.Name(m.Name)),
        ("Document", Document),
        ("Kinship", m => Wording.Of(m.Kinship)),
        ("Born", m => Wording.BirthDate(m.BirthDate, today)),
        ("Sex", m => Wording.Of(m.Sex)),
        ("Marital status", m => Wording.Of(m.MaritalStatus)),
        ("Nationality", m => Wording.Of(m.NationalityStatus)),
        ("Indigenous", m => m.Indigenous is null ? "" : Wording.YesNo(true, m.Indigenous.Indigenous)),
        ("Language", m => Wording.Of(m.Language)),
        ("", m => m is { HasHouseholdMember: true, HouseholdMember: false } ? "no member of the household" : ""));

    public static Section Life(IReadOnlyCollection<FormMember> members) => Section.Of(
        "How they live",
        members,
        ("", m => m.MemberId),
        ("School", m => School(m.Schooling ?? new Schooling())),
        ("Education", m => Education(m.Schooling ?? new Schooling())),
        ("Insurance", m => Wording.Of(m.Health?.Insurance ?? HealthInsurance.Unspecified)),
        ("Health", m => Health(m.Health ?? new HealthAnswers())),
        ("Work", m => Work(m.Work ?? new Work())));

    public static Section Incomes(IReadOnlyCollection<FormMember> members) => Section.Of(
        "Monthly incomes",
        members.SelectMany(member => member.Incomes.Select(income => (Member: member.MemberId, Income: income))),
        ("Member", i => i.Member),
        ("From", i => Wording.Of(i.Income.Source)),
        ("Amount", i => Wording.Guaranies(true, i.Income.Amount)));

    private static string Document(FormMember member)
    {
        if (member.NationalId is { } id)
            return Wording.Id(id);
        var reason = Wording.Of(member.ReasonWithoutDocument);
        return Joined([
            reason.Length == 0 ? "none" : $"none ({reason})", .. member.ProvisionalIds.Select(given => $"{given.Institution} {given.Value}"),
        ]);
    }

    private static string School(Schooling schooling) => Joined(
        schooling is { HasAttends: true } ? schooling.Attends ? "attends" : "does not attend" : "",
        schooling is { HasEnrolled: true } ? schooling.Enrolled ? "enrolled" : "not enrolled" : "",
        schooling.ReasonNotAttending);

    private static string Education(Schooling schooling) =>
        $"{Wording.Of(schooling.Level)}{(schooling.HasLastCourse ? $", course {schooling.LastCourse}" : "")}".TrimStart(',', ' ');

    private static string Health(HealthAnswers health) => Joined(
        Wording.Of(health.Condition),
        health is { HasPregnant: true, Pregnant: true } ? "pregnant" : "",
        Joined([.. health.Disabilities.Select(kind => Wording.Of(kind))]),
        health.NeedsHelpWith.Count == 0 ? "" : $"needs help with {Joined([.. health.NeedsHelpWith.Select(activity => Wording.Of(activity))])}");

    private static string Work(Work work) => Joined(
        work is { HasWorked: true } ? work.Worked ? "works" : "does not work" : "",
        Wording.Of(work.ReasonNotWorking),
        Wording.Of(work.Status),
        work.Occupation);

    private static string Joined(params string[] parts) => string.Join(", ", parts.Where(part => part.Length != 0));
}
