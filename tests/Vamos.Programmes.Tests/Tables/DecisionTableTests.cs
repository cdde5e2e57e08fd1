namespace Vamos.Programmes.Tests.Tables;

using Vamos.Eligibility.V1;

/// <summary>The decision tables, one for each programme: what is decided of whom, and which criteria keep somebody out.</summary>
public sealed class DecisionTableTests
{
    public static TheoryData<string, string, string, string, string, string, string> Rows(string file)
    {
        var data = new TheoryData<string, string, string, string, string, string, string>();
        foreach (var (programme, @base, row) in DecisionTable.RowsOf(file))
            data.Add(programme, row[0], row[1], row[2], @base, row[3], row[4]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows), "pension-universal.md")]
    public void Pension_universal(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "tekopora.md")]
    public void Tekopora(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "tenondera.md")]
    public void Tenondera(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "abrazo.md")]
    public void Abrazo(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "hambre-cero.md")]
    public void Hambre_cero(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "pani.md")]
    public void Pani(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "ips-dependiente.md")]
    public void Ips_dependiente(string programme, string name, string day, string facts, string @base, string verdict, string because) =>
        Decides(programme, name, day, facts, @base, verdict, because);

    [Theory]
    [MemberData(nameof(Rows), "incompatibilities.md")]
    public void Incompatibilities(string programme, string name, string day, string facts, string @base, string rules, string programmes)
    {
        var found = Repository.Book.FindIncompatibilities(FactsText.Of(facts, @base), DecisionTable.Day(day));

        Assert.Equal((programme, name, rules), (programme, name, string.Join(' ', found.Select(i => i.RuleCode))));
        Assert.Equal(programmes, string.Join(' ', found.SelectMany(i => i.ProgrammeCodes).Distinct()));
        Assert.All(found, i => Assert.All(i.Facts, fact => Assert.NotNull(fact.Provenance)));
        Assert.All(found, i => Assert.True(i.Facts.Count >= 2));
    }

    [Fact]
    public void Every_programme_has_a_table()
    {
        var tables = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Tables"), "*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(Repository.Book.Codes.Except(tables));
    }

    private static void Decides(string programme, string name, string day, string facts, string @base, string verdict, string because)
    {
        var rules = Repository.Book.Find(programme)!;
        var known = FactsText.Of(facts, @base);

        var decision = rules.Judge(known, DecisionTable.Day(day));

        var said = (decision.Verdict switch { Verdict.Eligible => "eligible", Verdict.NotEligible => "not eligible", _ => "undetermined" }, Because(decision));
        Assert.Equal((name, verdict, because), (name, said.Item1, said.Item2));
        Assert.Equal(decision.Verdict, rules.Judge(known, DecisionTable.Day(day), DecisionView.Verdict).Verdict);
        Assert.All(decision.Criteria, c => Assert.NotEmpty(c.Explanation));
    }

    // criteria that are not met, and ? before those that nobody can tell
    private static string Because(EligibilityDecision decision) => string.Join(' ', decision.Criteria
        .Where(c => c.Outcome != CriterionOutcome.Met)
        .Select(c => (c.Outcome == CriterionOutcome.Unknown ? "?" : "") + c.CriterionCode));
}
