namespace Vamos.Cli.Programmes;

using Vamos.Cli.Reports;
using Vamos.Programmes;
using Vamos.Programmes.Documents;

/// <summary>A programme's rules in words. What the law says is in Spanish, as it stands in the documents.</summary>
internal sealed class ProgrammeReport(TextWriter output)
{
    public void Write(PublishedProgramme programme, DateOnly day)
    {
        var document = programme.Document;
        Line(0, $"{document.Name} ({document.Code})");
        Fact("Institution", document.Institution);
        Fact("Enrolls", Wording.Of(document.Unit));
        Fact("Pillar", Wording.Of(document.Pillar));
        Fact("Also on rolls as", string.Join(", ", document.RollCodes));
        if (programme.RulesOn(day) is not { } rules)
        {
            var first = programme.Versions.First().ValidFrom;
            Line(1, $"No rules were in force on {day:yyyy-MM-dd}" + (day < first ? $": the first begin on {first:yyyy-MM-dd}." : "."));
            return;
        }

        Fact("Legal basis", rules.LegalBasis);
        Fact("Rules", $"{rules.Version}, {Period(rules)}{(rules.DatesVerified ? "" : "; the dates are not verified")}");
        Fact("Note", rules.Note ?? "");
        output.WriteLine();
        Line(0, "Eligible is who meets all of these:");
        for (var i = 0; i < rules.Criteria.Count; i++)
            Write(i + 1, rules.Criteria[i]);
        if (rules.NotJudged.Count != 0)
        {
            output.WriteLine();
            Line(0, "The law asks for more that no fact of the exchange can decide:");
            foreach (var condition in rules.NotJudged)
                Line(1, $"- {condition}");
        }

        var others = programme.Versions.Where(version => version != rules).ToList();
        if (others.Count == 0)
            return;
        output.WriteLine();
        Line(0, "Other versions: " + string.Join("; ", others.Select(version => $"{version.Version}, {Period(version)}")) + ".");
    }

    private void Write(int number, Criterion criterion)
    {
        output.WriteLine();
        Line(1, $"{number}. {criterion.Description}  [{criterion.Code}]");
        Line(2, $"Legal basis: {criterion.LegalBasis}");
        Line(2, criterion.Verified ? $"Verified: {criterion.Source}" : $"Not verified{(criterion.Source is { } source ? ": " + source : "")}");
        Line(2, criterion.Requires.Needs.IsEmpty
            ? "Looks at: nothing that an institution records"
            : $"Looks at: {string.Join(", ", criterion.Requires.Needs.Kinds.Select(Wording.Of))}");
        if (criterion.Note is { } note)
            Line(2, $"Note: {note}");
    }

    private static string Period(RulesVersion rules) =>
        rules.ValidUntil is { } last ? $"{rules.ValidFrom:yyyy-MM-dd} to {last:yyyy-MM-dd}, both included" : $"since {rules.ValidFrom:yyyy-MM-dd}";

    private void Fact(string name, string value)
    {
        if (value.Length != 0)
            Line(1, $"{name}: {value}");
    }

    private void Line(int depth, string text) => output.WriteLine(new string(' ', depth * 2) + SectionWriter.Plain(text.Trim()));
}
