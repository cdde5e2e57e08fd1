namespace Vamos.Programmes.Tests.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Programmes.Facts;
using Vamos.Programmes.Protections;
using Vamos.Programmes.Tests.Tables;

/// <summary>Households as a whole, and members whom nobody but the form knows.</summary>
public sealed class HouseholdTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly ProtectionCatalogue Catalogue = Repository.Book.Protections;

    private static readonly PersonFacts Head = FactsText.Of("born 1990-06-15; form on 2026-05-06 icv 31 water=yes adult:1990-06-15");

    [Fact]
    public void Transfer_that_another_member_is_on_the_roll_of_covers_the_household()
    {
        var other = FactsText.Of("born 1992-01-01; enrolled tekopora active since 2025-01-01");

        Assert.Equal(ProtectionState.Gap, Household("household-income-support", Head));
        Assert.Equal(ProtectionState.Covered, Household("household-income-support", Head, other));
        Assert.Equal(ProtectionState.Unspecified, Household("household-income-support", Head, FactsText.Of("born@mspbs 1992-01-01; silent mds")));
    }

    [Theory]
    [InlineData("form on 2025-05-06 water=yes; form on 2026-05-06 icv 31", "mds 2026-05-06")]
    [InlineData("form on 2026-05-06 icv 31; form@siis on 2026-05-06 water=yes", "siis 2026-05-06")]
    [InlineData("form on 2026-05-06 icv 31; form@mspbs on 2026-05-06 icv 30", "mds 2026-05-06")]
    [InlineData("form on 2026-05-06 icv 31; form on 2026-11-23 icv 30", "mds 2026-05-06")]
    [InlineData("form on 2026-11-23 icv 30", "")]
    public void Form_that_counts_is_the_latest_and_of_one_day_the_integrated_one(string facts, string form)
    {
        var counts = HouseholdFacts.LatestForm(FactsText.Of(facts + "; offers siis household"), Today);

        Assert.Equal(form, counts is null ? "" : $"{counts.Provenance.Institution} {counts.InterviewDate.ToIso()}");
    }

    [Fact]
    public void Forms_of_another_member_are_of_another_household()
    {
        var other = FactsText.Of("born 1992-01-01; form on 2026-09-09 icv 90 water=no adult:1992-01-01");

        Assert.Equal(ProtectionState.Covered, Household("safe-water", Head, other));
    }

    [Fact]
    public void Household_whose_form_is_given_is_judged_by_that_form_and_the_rolls_of_its_members()
    {
        var form = Form();
        form.LivingConditions = new LivingConditions { SafeWater = false };

        var told = Catalogue.OfHousehold(HouseholdFacts.Of(form, [Head], Head.Offers), Today);

        Assert.Equal(ProtectionState.Gap, told.Single(p => p.Code == "safe-water").State);
        Assert.Equal(["siis"], told.Single(p => p.Code == "safe-water").Provenance.Select(p => p.Institution));
        Assert.Equal(ProtectionState.Gap, told.Single(p => p.Code == "household-income-support").State);
        Assert.Equal(["mds"], told.Single(p => p.Code == "household-income-support").Provenance.Select(p => p.Institution));
        Assert.Equal(
            ProtectionState.Unspecified,
            Catalogue.OfHousehold(HouseholdFacts.Of(form, [], Head.Offers), Today).Single(p => p.Code == "household-income-support").State);
    }

    // member without a document | protection | state
    [Theory]
    [InlineData("2016-06-15", "attends", "schooling", ProtectionState.Covered)]
    [InlineData("2016-06-15", "not", "schooling", ProtectionState.Gap)]
    [InlineData("2016-06-15", "", "schooling", ProtectionState.Unspecified)]
    [InlineData("2016-06-15", "attends", "school-meals", ProtectionState.Unspecified)]
    [InlineData("2016-06-15", "attends", "identity-document", ProtectionState.Gap)]
    [InlineData("2016-06-15", "attends", "health-insurance", ProtectionState.Unspecified)]
    [InlineData("2016-06-15", "attends", "disability-certification", ProtectionState.NotApplicable)]
    [InlineData("2016-06-15", "disabled", "disability-certification", ProtectionState.Unspecified)]
    [InlineData("2025-06-15", "", "childhood-vaccination", ProtectionState.Unspecified)]
    [InlineData("1995-06-15", "pregnant", "prenatal-care", ProtectionState.Unspecified)]
    [InlineData("1995-06-15", "", "prenatal-care", ProtectionState.NotApplicable)]
    [InlineData("1950-06-15", "", "old-age-income", ProtectionState.Unspecified)]
    public void Member_without_a_document_is_judged_by_what_the_form_says(string born, string says, string code, ProtectionState state)
    {
        var form = Form();
        var member = new HouseholdMember
        {
            MemberId = "3", BirthDate = FactsText.Day(born), Sex = Sex.Female, Pregnant = says == "pregnant", Disability = says == "disabled",
        };
        if (says is "attends" or "not")
            member.AttendsSchool = says == "attends";
        form.Members.Add(member);

        var told = Catalogue.OfMember(form, member, Head.Offers, Today);

        Assert.Null(told.NationalId);
        var protection = told.Protections.Single(p => p.Code == code);
        Assert.Equal(state, protection.State);
        Assert.Equal([FactKind.Household], protection.Kinds);
        if (state is ProtectionState.Covered or ProtectionState.Gap)
            Assert.Equal(["siis"], protection.Provenance.Select(p => p.Institution));
    }

    [Fact]
    public void Birth_date_of_the_form_counts_for_a_member_whose_birth_no_source_knows()
    {
        var form = Form();
        var known = FactsText.Of("contributor 2020-01-01..");
        var member = new HouseholdMember { NationalId = known.NationalId, BirthDate = FactsText.Day("2016-06-15") };

        Assert.Equal(LifeCycleCategory.Unspecified, Catalogue.OfPerson(known, Today).Category);
        Assert.Equal(
            LifeCycleCategory.Childhood,
            Catalogue.OfPerson(FormFacts.Of(known.NationalId, known.Answers, known.Offers, form, member), Today).Category);
    }

    [Theory]
    [InlineData("", ProtectionState.Gap)]
    [InlineData("pregnancy on 2026-07-01 due 2027-01-20", ProtectionState.Covered)]
    [InlineData("pregnancy on 2026-05-01 ended 2026-10-01", ProtectionState.NotApplicable)]
    [InlineData("silent mspbs", ProtectionState.Unspecified)]
    public void Pregnancy_that_only_the_form_knows_counts_until_a_source_records_one(string facts, ProtectionState state)
    {
        var form = Form();
        var known = FactsText.Of("born 1995-06-15; sex female; " + facts);
        var member = new HouseholdMember { NationalId = known.NationalId, BirthDate = FactsText.Day("1995-06-15"), Sex = Sex.Female, Pregnant = true };

        var told = Catalogue.OfPerson(FormFacts.Of(known.NationalId, known.Answers, known.Offers, form, member), Today);

        Assert.Equal(state, told.Protections.Single(p => p.Code == "prenatal-care").State);
    }

    [Fact]
    public void Categories_are_those_of_the_contract_at_every_age()
    {
        var categories = Enumerable.Range(0, 100).Select(age => Catalogue.OfPerson(FactsText.Of($"born {2026 - age}-11-22"), Today).Category).ToList();

        Assert.Equal([5, 9, 4, 12, 30, 40], categories.GroupBy(c => c).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(LifeCycleCategory.Unspecified, Catalogue.OfPerson(FactsText.Of("born 2008"), Today).Category);
        Assert.Equal(LifeCycleCategory.Youth, Catalogue.OfPerson(FactsText.Of("born 2000"), Today).Category);
    }

    private static HouseholdRecord Form() => new()
    {
        HouseholdId = "h1",
        Instrument = "fips",
        InterviewDate = FactsText.Day("2026-05-06"),
        QualityOfLifeIndex = 20,
        Provenance = new Provenance { Institution = "siis", System = "fips" },
    };

    private static ProtectionState Household(string code, params PersonFacts[] people) =>
        Catalogue.OfHousehold(HouseholdFacts.Of(people, people[0].Offers), Today).Single(p => p.Code == code).State;
}
