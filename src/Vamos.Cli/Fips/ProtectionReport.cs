namespace Vamos.Cli.Fips;

using Spectre.Console;
using Vamos.Cli.Beneficiaries;
using Vamos.Cli.Reports;
using Vamos.Clients.Fips;
using Vamos.Common.V1;
using Vamos.Fips.V1;

/// <summary>A condition of protection, for people to read: first counted by pillar and category, then thing by thing.</summary>
internal static class ProtectionReport
{
    public static void Write(IAnsiConsole console, ProtectionAnswer answer)
    {
        foreach (var section in Sections(answer.Status))
            SectionWriter.Write(console, section);
        if (answer.ExchangeId.Length != 0)
            console.Write(new Text($"Exchange {SectionWriter.Plain(answer.ExchangeId)}\n"));
    }

    private static IEnumerable<Section> Sections(ProtectionStatus status)
    {
        yield return Summary(status);
        yield return Protections("Household", status.Household);
        foreach (var member in status.Members)
            yield return Protections(Who(member), member.Protections);
        yield return SourceSections.Of(status.Sources);
    }

    // A line for the household and for each category of its members, a column for each pillar.
    private static Section Summary(ProtectionStatus status)
    {
        var lines = status.Members
            .GroupBy(member => member.Category, member => member.Protections)
            .OrderBy(group => group.Key)
            .Select(group => (Category: group.Key, Protections: group.SelectMany(protections => protections)))
            .Prepend((LifeCycleCategory.Household, status.Household));
        var pillars = Enum.GetValues<Pillar>().Where(pillar => pillar != Pillar.Unspecified);
        return Section.Of(
            "Protection",
            lines,
            [("", line => Wording.Of(line.Category)), .. pillars.Select(pillar => Column(pillar))]);

        static (string, Func<(LifeCycleCategory Category, IEnumerable<Protection> Protections), string>) Column(Pillar pillar) =>
            (Wording.Of(pillar), line => Count(line.Protections.Where(protection => protection.Pillar == pillar)));
    }

    private static string Count(IEnumerable<Protection> protections) => string.Join(
        ", ",
        protections.Where(Applies)
            .CountBy(protection => protection.State)
            .OrderBy(count => Rank(count.Key))
            .Select(count => $"{count.Value} {State(count.Key)}"));

    private static Section Protections(string title, IEnumerable<Protection> protections) => Section.Of(
        title,
        protections.Where(Applies).OrderBy(protection => protection.Pillar),
        ("Pillar", p => Wording.Of(p.Pillar)),
        ("", p => State(p.State)),
        ("Protection", p => p.Name.Length == 0 ? p.Code : p.Name),
        ("Why", p => p.Explanation),
        ("From", p => string.Join("; ", p.Provenance.Select(Wording.Origin).Distinct(StringComparer.Ordinal))));

    private static string Who(MemberProtection member)
    {
        var who = member.NationalId is null ? $"Member {member.MemberId}, without a cédula" : $"Cédula {Wording.Id(member.NationalId)}";
        var category = Wording.Of(member.Category);
        return category.Length == 0 ? who : $"{who}: {category}";
    }

    private static bool Applies(Protection protection) => protection.State != ProtectionState.NotApplicable;

    private static string State(ProtectionState state) => state switch
    {
        ProtectionState.Covered => "covered",
        ProtectionState.Gap => "GAP",
        _ => "cannot tell",
    };

    // what needs care first
    private static int Rank(ProtectionState state) => state switch
    {
        ProtectionState.Gap => 0,
        ProtectionState.Covered => 2,
        _ => 1,
    };
}
