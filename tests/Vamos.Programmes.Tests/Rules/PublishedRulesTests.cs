namespace Vamos.Programmes.Tests.Rules;

using System.Text.Json.Nodes;
using Vamos.Beneficiary.V1;
using Vamos.Programmes.Checks;
using Vamos.Programmes.Documents;
using Vamos.Trust.Tests.Agreements;

/// <summary>The documents of the repository, and what is told of them.</summary>
public sealed class PublishedRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Every_programme_that_must_be_known_is()
    {
        Assert.Superset(
            new HashSet<string> { "pension-universal", "tekopora", "abrazo", "tenondera", "hambre-cero", "pani", "ips-dependiente" },
            Repository.Book.Codes.ToHashSet());
    }

    [Fact]
    public void Code_of_a_roll_finds_the_programme_that_it_belongs_to() =>
        Assert.Equal("pension-universal", Repository.Book.Find("pension-adultos-mayores")!.Code);

    [Theory]
    [InlineData("pension-universal", "2026-11-22", "Person Employment Coverage Retirement Disability Livestock")]
    [InlineData("pension-universal", "2020-01-01", "Person Employment Coverage Household Retirement")]
    [InlineData("pension-universal", "1999-01-01", "")]
    [InlineData("tenondera", "2026-11-22", "Person Enrollment")]
    [InlineData("pani", "2026-11-22", "Person Pregnancy Nutrition")]
    public void Facts_that_are_asked_for_are_those_that_the_rules_need(string programme, string day, string kinds) => Assert.Equal(
        kinds,
        string.Join(' ', Repository.Book.Find(programme)!.NeedsOn(DateOnly.Parse(day)).Kinds));

    [Fact]
    public void Programme_is_described_by_the_rules_of_the_day()
    {
        var now = Repository.Book.Find("pension-universal")!.Describe(Today)!;
        var before = Repository.Book.Find("pension-universal")!.Describe(new DateOnly(2020, 1, 1))!;

        Assert.Equal(("ley-7322-2024", "ley-3728-2009"), (now.RulesVersion, before.RulesVersion));
        Assert.Null(now.ValidUntil);
        Assert.Equal("2024-10-28", before.ValidUntil.ToIso());
        Assert.Equal(now.Criteria.Select(c => c.Code), Repository.Book.Find("pension-universal")!.RulesOn(Today)!.Criteria.Select(c => c.Code));
        Assert.Contains(FactKind.Livestock, now.Criteria.Single(c => c.Code == "livestock").Needs);
        Assert.Null(Repository.Book.Find("pension-universal")!.Describe(new DateOnly(1999, 1, 1)));
    }

    [Fact]
    public void Thresholds_without_an_official_source_are_marked()
    {
        var unverified =
            from programme in Repository.Book.Programmes
            from version in programme.Versions
            from criterion in version.Criteria
            where !criterion.Verified
            select $"{programme.Code} {criterion.Code}";

        Assert.Superset(
            new HashSet<string> { "tekopora poverty", "tekopora instalments", "pension-universal livestock", "pension-universal poverty" },
            unverified.ToHashSet());
    }

    [Fact]
    public void Hash_changes_with_every_letter_of_a_rule()
    {
        var text = Repository.Texts.Single(t => t.Name == "tekopora.yaml").Text;

        Assert.NotEqual(Repository.Book.Version, Repository.With("tekopora.yaml", text.Replace("at_most: 40", "at_most: 41")).Version);
    }

    [Theory]
    [InlineData("programme.schema.json")]
    [InlineData("incompatibilities.schema.json")]
    [InlineData("protections.schema.json")]
    public void Committed_schema_is_the_one_of_the_model(string name)
    {
        var generated = SchemaOf(name.Replace(".schema.json", ".yaml"));
        if (Environment.GetEnvironmentVariable("VAMOS_WRITE_SCHEMA") == "1")
            File.WriteAllText(Repository.Schema(name), generated);

        // written anew with: VAMOS_WRITE_SCHEMA=1 dotnet test tests/Vamos.Programmes.Tests
        Assert.Equal(generated, File.ReadAllText(Repository.Schema(name)));
    }

    [Fact]
    public void Documents_follow_the_schema()
    {
        Assert.All(Repository.Texts, document => Assert.Empty(SchemaCheck.Violations(
            JsonNode.Parse(SchemaOf(document.Name))!,
            document.Text)));
    }

    private static string SchemaOf(string document) => document switch
    {
        ProgrammeCheck.IncompatibilitiesFile => ProgrammeSchema.Incompatibilities,
        ProgrammeCheck.ProtectionsFile => ProgrammeSchema.Protections,
        _ => ProgrammeSchema.Programme,
    };

    [Theory]
    [InlineData("type: instalments", "type: instalment")]
    [InlineData("child_up_to: 18", "child_upto: 18")]
    [InlineData("at_most: 40", "at_most: lots")]
    [InlineData("unit: household", "unit: family")]
    [InlineData("programme: tekopora\n", "\n")]
    public void Schema_refuses_what_the_check_refuses(string part, string by)
    {
        var text = Repository.Texts.Single(t => t.Name == "tekopora.yaml").Text;
        Assert.Contains(part, text, StringComparison.Ordinal);

        Assert.NotEmpty(SchemaCheck.Violations(JsonNode.Parse(ProgrammeSchema.Programme)!, text.Replace(part, by)));
        Assert.Null(Repository.With("tekopora.yaml", text.Replace(part, by)).Book);
    }
}
