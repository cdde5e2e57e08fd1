namespace Vamos.Fips.Tests.Validation;

using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

public sealed class FormRulesTests
{
    public static TheoryData<string> Codes => new(RuleCases.All.Select(c => c.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rule_that_is_broken_says_so_alone_and_is_silent_when_mended(string code)
    {
        var rule = FormRules.All.Single(r => r.Code == code);
        var example = RuleCases.All.Single(c => c.Code == code);
        var form = SoundForm.Household();

        example.Break(form);
        var violation = Assert.Single(FormValidator.Validate(form, SoundForm.Today));
        example.Mend(form);

        Assert.Equal((code, rule.Severity, example.Field), (violation.RuleCode, violation.Severity, violation.Field));
        Assert.InRange(violation.Message.Length, 20, 200);
        Assert.EndsWith(".", violation.Message, StringComparison.Ordinal);
        Assert.Empty(FormValidator.Validate(form, SoundForm.Today));
    }

    [Fact]
    public void Every_rule_has_a_case() => Assert.Equal(FormRules.All.Select(r => r.Code), RuleCases.All.Select(c => c.Code).OrderBy(Place));

    [Fact]
    public void Every_rule_has_a_code_of_its_own_and_a_whole_sentence()
    {
        Assert.Equal(FormRules.All.Count, FormRules.All.Select(r => r.Code).Distinct().Count());
        Assert.All(FormRules.All, rule =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)+$", rule.Code);
            Assert.Matches(@"^\p{Lu}.*\.$", rule.Description);
            Assert.DoesNotContain('|', rule.Description + rule.Fields);
        });
    }

    [Fact]
    public void Document_of_the_rules_is_current()
    {
        var kept = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fips-rules.md"));

        Assert.True(FormRulesDocument.Markdown() == kept, "docs/fips-rules.md is not what `vamos fips rules` prints");
    }

    private static int Place(string code) => FormRules.All.Select(r => r.Code).ToList().IndexOf(code);
}
