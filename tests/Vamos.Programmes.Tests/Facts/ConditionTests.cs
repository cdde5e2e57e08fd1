namespace Vamos.Programmes.Tests.Facts;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Criteria;
using Vamos.Programmes.Facts;
using Vamos.Programmes.Tests.Tables;

/// <summary>What conditions can be asked that no published programme asks for yet.</summary>
public sealed class ConditionTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly ProgrammeCodes Codes = new([KeyValuePair.Create("pension-adultos-mayores", "pension-universal")]);

    // condition | facts | met, not met or unknown
    public static TheoryData<string, string, string> Rows => new()
    {
        { "no pension", "born 1950", "met" },
        { "no pension", "enrolled pension-adultos-mayores active since 2020-01-01", "not met" },
        { "no pension", "enrolled pension-universal active since 2020-01-01", "not met" },
        { "no pension", "enrolled pension-universal active since 2026-11-23", "met" },
        { "no pension", "enrolled pension-universal suspended since 2020-01-01", "met" },
        { "no pension", "enrolled pension-universal active 2020-01-01..2026", "unknown" },
        { "no pension", "enrolled pension-universal unspecified since 2020-01-01", "unknown" },
        { "no pension", "enrolled tekopora active since 2020-01-01", "met" },
        { "no pension", "born 1950; hole mds enrollment", "unknown" },
        { "no pension", "born@mspbs 1950; silent mds", "unknown" },
        { "no retirement by contributions", "retirement", "not met" },
        { "severe or moderate", "certificate moderate 2020-01-01..", "met" },
        { "severe or moderate", "certificate mild 2020-01-01..", "not met" },
        { "severe or moderate", "certificate mild 2020-01-01..; certificate severe 2020-01-01..", "met" },
        { "severe or moderate", "certificate unspecified 2020-01-01..", "unknown" },
        { "severe or moderate", "certificate severe 2020-01-01..2026", "unknown" },
        { "index from 30 on", "form on 2026-01-01 icv 30", "met" },
        { "index from 30 on", "form on 2026-01-01 icv 29.99", "not met" },
        { "index from 30 on", "form on 2026-01-01 icv NaN", "unknown" },
        { "index from 30 on", "form on 2026-01-01 icv 101", "unknown" },
        { "index from 30 on", "form on 2025-01-01 icv 10; form on 2026-01-01 icv -1", "not met" },
        { "index from 30 on", "form icv 35", "met" },
        { "adult under 60", "born 2008-11-22", "met" },
        { "adult under 60", "born 2008-11-23", "not met" },
        { "adult under 60", "born 1966-11-22", "not met" },
        { "adult under 60", "born 1966-11-23", "met" },
        { "adult under 60", "born 1966", "unknown" },
        { "any school", "offers mec schooling; school 2026 private", "met" },
        { "any school", "form on 2026-05-06 self:2017-07-25:attends", "met" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Condition_is_met_or_not_or_nobody_knows(string condition, string facts, string outcome)
    {
        Condition asked = condition switch
        {
            "no pension" => new NotEnrolledCondition { Programmes = ["pension-universal"] },
            "no retirement by contributions" => new NoRetirementCondition { Kinds = [RetirementBenefitKind.Retirement] },
            "severe or moderate" => new DisabilityCertificateCondition { Degrees = [DisabilityDegree.Severe, DisabilityDegree.Moderate] },
            "index from 30 on" => new QualityOfLifeIndexCondition { AtLeast = 30 },
            "adult under 60" => new AgeCondition { AtLeast = 18, Below = 60 },
            _ => new SchoolEnrolmentCondition { FormMonths = 12 },
        };
        var trail = new Trail();

        var truth = asked.Judge(new Case(FactsText.Of(facts), Today, Codes), trail);

        Assert.Equal(outcome, truth switch { Truth.Yes => "met", Truth.No => "not met", _ => "unknown" });
        Assert.NotEmpty(trail.Explanation);
    }

    [Theory]
    [InlineData("born 1950; silent mtess", "Falta la respuesta de mtess sobre empleo.")]
    [InlineData("born 1950; salary 2020..2021; hole mtess employment", "Parte de los registros de mtess sobre empleo no pudo leerse.")]
    [InlineData("silent mds", "Falta la respuesta de mds sobre empleo.", "offers mds employment")]
    [InlineData("", "Ninguna de las instituciones que respondieron conoce a la persona.")]
    public void What_is_missing_is_named(string facts, string explanation, string more = "")
    {
        var trail = new Trail();

        new NoSalaryCondition().Judge(new Case(FactsText.Of($"{facts}; {more}"), Today, Codes), trail);

        Assert.Equal(explanation, trail.Explanation);
    }

    [Fact]
    public void Kind_that_nobody_offers_is_told_as_such()
    {
        var facts = PersonFacts.Of(new() { Number = "1" }, [], new FactOffers([]));
        var trail = new Trail();

        new LivestockCondition { AtMost = 30 }.Judge(new Case(facts, Today, Codes), trail);

        Assert.Equal("Ninguna institución conectada informa sobre ganado.", trail.Explanation);
    }
}
