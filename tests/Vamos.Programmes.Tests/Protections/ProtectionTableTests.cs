namespace Vamos.Programmes.Tests.Protections;

using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;
using Vamos.Programmes.Protections;
using Vamos.Programmes.Tests.Tables;

/// <summary>The table of protections: who is covered, who has a gap, and of whom nobody can tell.</summary>
public sealed class ProtectionTableTests
{
    private static readonly ProtectionCatalogue Catalogue = Repository.Book.Protections;

    public static TheoryData<string, string, string, string, string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string, string, string, string, string>();
            foreach (var (protection, @base, row) in DecisionTable.RowsOf("protections.md"))
                data.Add(protection, row[0], row[1], row[2], @base, row[3]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Protection_is_as_the_table_says(string code, string name, string day, string facts, string @base, string state)
    {
        var told = Of(code, FactsText.Of(facts, @base), DecisionTable.Day(day));

        Assert.Equal((name, state), (name, told?.State switch
        {
            null => "not told",
            ProtectionState.Covered => "covered",
            ProtectionState.Gap => "gap",
            ProtectionState.NotApplicable => "does not apply",
            _ => "unknown",
        }));
        if (told is null)
            return;
        Assert.NotEmpty(told.Explanation);
        Assert.NotEmpty(told.Name);
        if (told.State is ProtectionState.Covered or ProtectionState.Gap)
        {
            Assert.NotEmpty(told.Kinds);
            Assert.NotEmpty(told.Provenance);
            Assert.All(told.Provenance, provenance => Assert.NotEmpty(provenance.Institution));
        }
    }

    [Fact]
    public void Every_protection_is_in_the_table_with_a_gap_or_why_there_is_none()
    {
        // nobody in the exchange records courses; and who is asked about by a document has one: those without are in HouseholdTests
        Assert.Equal(
            Catalogue.Rules.Select(rule => rule.Code).Where(code => code is not ("job-training" or "identity-document")).Order(),
            Rows.Select(row => (string)row[0]).Where(code => Rows.Any(row => (string)row[0] == code && (string)row[5] == "gap")).Distinct().Order());
        Assert.Empty(Catalogue.Rules.Select(rule => rule.Code).Except(Rows.Select(row => (string)row[0])));
    }

    private static Protection? Of(string code, Programmes.Facts.PersonFacts facts, DateOnly day)
    {
        var unit = Assert.Single(Catalogue.Rules, rule => rule.Code == code).Unit;
        var all = unit == BeneficiaryUnit.Household
            ? Catalogue.OfHousehold(HouseholdFacts.Of([facts], facts.Offers), day)
            : Catalogue.OfPerson(facts, day).Protections;
        return all.SingleOrDefault(protection => protection.Code == code);
    }
}
