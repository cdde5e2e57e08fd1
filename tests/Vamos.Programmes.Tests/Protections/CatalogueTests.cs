namespace Vamos.Programmes.Tests.Protections;

using System.Text;
using System.Text.Json.Nodes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Programmes.Checks;
using Vamos.Programmes.Documents;
using Vamos.Programmes.Protections;
using Vamos.Trust.Tests.Agreements;

/// <summary>The catalogue of the repository, and what is told of a bad one.</summary>
public sealed class CatalogueTests
{
    private const string Begin = "<!-- protections: held in step by a test -->\n";
    private const string End = "<!-- end of protections -->";

    private static readonly string Text = Repository.Texts.Single(t => t.Name == ProgrammeCheck.ProtectionsFile).Text;

    private static readonly ProtectionCatalogue Catalogue = Repository.Book.Protections;

    [Fact]
    public void Every_protection_that_others_name_is_in_the_catalogue() => Assert.Equal(
        [
            "household-income-support", "adequate-housing", "safe-water", "sanitation", "electricity", "identity-document", "childhood-vaccination",
            "early-nutrition", "prenatal-care", "schooling", "school-meals", "protection-from-child-labour", "disability-certification", "employment",
            "job-training", "health-insurance", "retirement-saving", "old-age-income",
        ],
        Catalogue.Rules.Select(rule => rule.Code));

    [Fact]
    public void Facts_are_asked_for_that_some_protection_looks_at() => Assert.Equal(
        "Person Enrollment Employment Coverage Immunization Household Retirement Disability Pregnancy Schooling Nutrition",
        string.Join(' ', Catalogue.Needs.Kinds));

    // what is replaced | by what | key | words of the message
    [Theory]
    [InlineData("code: safe-water", "code: sanitation", "protections[3].code", "a code is given once")]
    [InlineData("code: safe-water", "code: Safe", "protections[2].code", "lower-case letters")]
    [InlineData("verified: false\n    note: Los", "verified: true\n    note: Los", "protections[1].source", "must say where it was read")]
    [InlineData("categories: [early-childhood]", "categories: [early-childhood, household]", "protections[6].categories[1]", "is no category of people")]
    [InlineData("categories: [early-childhood]", "categories: [youth, youth]", "protections[6].categories[1]", "given twice")]
    [InlineData("categories: [early-childhood]", "categories: [baby]", "protections[6].categories[0]", "must be one of early-childhood")]
    [InlineData("unit: household\n", "unit: household\n    categories: [adult]\n", "protections[0].categories", "a household has none")]
    [InlineData("programme: abrazo", "programme: abrazzo", "protections[0].covered.of[1].programme", "is the code of no programme")]
    [InlineData("safe_water: true", "safe_water: false", "protections[2].covered", "must demand something")]
    [InlineData("type: living-condition\n      electricity: true", "type: employed", "protections[4].covered", "facts of one person")]
    [InlineData("due_months: [2, 4, 12]", "due_months: [2, 2, 12]", "protections[6].covered.schedule[5].due_months[1]", "later than the dose before")]
    [InlineData("codes: ['21', '94']", "codes: ['21', '21']", "protections[6].covered.schedule[8].codes[1]", "given twice")]
    [InlineData("codes: ['21', '94']", "codes: [21, '94']", "protections[6].covered.schedule[8].codes[0]", "must be text")]
    [InlineData("by: [mspbs]", "by: []", "protections[8].covered.by", "must have at least 1")]
    [InlineData("is: female", "is: woman", "protections[7].applies.of[1].of[0].is", "must be one of female, male")]
    public void Protection_with_a_mistake_is_refused_at_its_place(string part, string by, string path, string words)
    {
        Assert.Contains(part, Text, StringComparison.Ordinal);
        var at = Text.IndexOf(part, StringComparison.Ordinal);

        var result = Repository.With(ProgrammeCheck.ProtectionsFile, Text[..at] + by + Text[(at + part.Length)..]);

        Assert.Null(result.Book);
        var finding = Assert.Single(result.Errors, f => f.Path == path);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type: immunized", "type: immunised")]
    [InlineData("unit: household", "unit: family")]
    [InlineData("safe_water: true", "safe_water: 1")]
    public void Schema_refuses_what_the_check_refuses(string part, string by)
    {
        Assert.NotEmpty(SchemaCheck.Violations(JsonNode.Parse(ProgrammeSchema.Protections)!, Text.Replace(part, by)));
        Assert.Null(Repository.With(ProgrammeCheck.ProtectionsFile, Text.Replace(part, by)).Book);
    }

    [Fact]
    public void Page_has_the_table_of_the_catalogue()
    {
        var file = Path.Combine(Repository.Root, "docs", "protections.md");
        var page = File.ReadAllText(file);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var expected = page[..begin] + Table() + page[end..];
        if (Environment.GetEnvironmentVariable("VAMOS_WRITE_SCHEMA") == "1")
            File.WriteAllText(file, page = expected);

        // written anew with: VAMOS_WRITE_SCHEMA=1 dotnet test tests/Vamos.Programmes.Tests
        Assert.Equal(expected, page);
    }

    private static string Table()
    {
        var table = new StringBuilder("| Code | Name | Pillar | Whom | When it applies and when it is covered | Looks at | Verified |\n");
        table.Append("|---|---|---|---|---|---|---|\n");
        foreach (var rule in Catalogue.Rules)
        {
            var needs = (rule.Applies?.Needs ?? default) | rule.Covered.Needs;
            table.Append($"| `{rule.Code}` | {rule.Name} | {PillarOf(rule.Pillar)} | {Whom(rule)} | {rule.Description} ({rule.LegalBasis}) ");
            table.Append($"| {string.Join(", ", needs.Kinds.Select(kind => kind.ToString().ToLowerInvariant()))} | {(rule.Verified ? "yes" : "no")} |\n");
        }

        return table.ToString();
    }

    private static string PillarOf(Pillar pillar) => pillar switch
    {
        Pillar.SocialIntegration => "integración social",
        Pillar.LabourAndProductiveInsertion => "inserción laboral y productiva",
        _ => "previsión social",
    };

    private static string Whom(ProtectionRule rule) => rule.Unit == BeneficiaryUnit.Household ? "household"
        : rule.Categories.Count == 0 ? "everyone"
        : string.Join(", ", rule.Categories.Select(category => category switch
        {
            LifeCycleCategory.EarlyChildhood => "0–4",
            LifeCycleCategory.Childhood => "5–13",
            LifeCycleCategory.Adolescence => "14–17",
            LifeCycleCategory.Youth => "18–29",
            LifeCycleCategory.Adult => "30–59",
            _ => "60+",
        }));
}
