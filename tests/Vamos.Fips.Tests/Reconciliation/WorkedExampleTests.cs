namespace Vamos.Fips.Tests.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;
using static Sample;

/// <summary>Whole histories, the first of them the example of docs/fips-reconciliation.md.</summary>
public class WorkedExampleTests
{
    private static readonly FormMember Rosa = Person("1", Kinship.Head, "Rosa", "Benítez Duarte", "1970-02-11", Sex.Female, "3111111");
    private static readonly FormMember Luis = Person("2", Kinship.Partner, "Luis", "Ortiz Vera", "", Sex.Male, "2999999");
    private static readonly FormMember Juan = Person("3", Kinship.Child, "JUAN", "ORTIZ", "1998-01-05", Sex.Male, "5000003");

    [Fact]
    public void The_example_of_the_guide_comes_out_as_it_says()
    {
        var registry = new Registry();
        var first = registry.Submit(Form("", Instrument.FichaHogar, "2019-05-01",
            Person("1", Kinship.Head, "ROSA", "BENITEZ", "1971-02-11", Sex.Female, "3111111"), Luis, Juan,
            Person("4", Kinship.Child, "Nina", "Ortiz", "2018-09", Sex.Female))
            .With(form => form.Dwelling = new() { Floor = FloorMaterial.Earth, Rooms = 2 }).AsSubmitted());
        var couple = registry.Submit(Form("", "2023-02-01", Juan.Clone().With(m => (m.MemberId, m.Kinship) = ("1", Kinship.Head)),
            Person("2", Kinship.Partner, "Mirta", "Sosa", "2000-04-04", Sex.Female, "5000005")).AsSubmitted());
        registry.Submit(Form("", "2024-05-01", Rosa, Luis, Person("3", Kinship.Child, "Nina", "Ortiz", "2018-09-12", Sex.Female, "8000001"))
            .With(form => form.Dwelling = new() { Rooms = 3 }).AsSubmitted());
        registry.Submit(Form("", Instrument.OlderAdultCensus, "2025-02-02", Luis.Clone().With(member =>
        {
            (member.MemberId, member.Kinship) = ("1", Kinship.Head);
            member.Health = new() { Condition = HealthCondition.Chronic };
        })).AsSubmitted());

        var (view, left) = registry.View(first.HouseholdId);

        Assert.Equal(2, registry.Households.Count);
        Assert.Equal(["Rosa", "Luis", "Nina"], view.Members.Select(member => member.Name.FirstGivenName));
        Assert.Equal((Kinship.Partner, HealthCondition.Chronic), (view.Members[1].Kinship, view.Members[1].Health.Condition));
        Assert.Equal((FloorMaterial.Earth, 3), (view.Dwelling.Floor, view.Dwelling.Rooms));
        Assert.Equal(
            ("4", "8000001", $"{first.HouseholdId}/4"),
            (view.Members[2].MemberId, view.Members[2].NationalId.Number, Assert.Single(view.Members[2].ProvisionalIds).Value));
        Assert.Equal(["dwelling.rooms", "members[0].birth_date"], view.Conflicts.Select(conflict => conflict.Field));
        var split = Assert.Single(view.HouseholdChanges);
        Assert.Equal((HouseholdChangeKind.Split, couple.HouseholdId, couple.FormId), (split.Kind, split.OtherHouseholdId, split.FormId));
        Assert.Equal(new LeftMember("3", LeftBecause.InOtherHousehold, couple.FormId, couple.HouseholdId), Assert.Single(left));
    }

    [Fact]
    public void A_household_that_was_merged_into_another_has_nobody_left_and_nobody_is_in_two_views()
    {
        var registry = new Registry();
        var grandmother = Person("1", Kinship.Head, "Eulalia", "Duarte", "1940-01-20", Sex.Female);
        var alone = registry.Submit(Form("", "2020-01-01", grandmother).AsSubmitted());
        var family = registry.Submit(Form("", "2020-02-01", Rosa, Luis).AsSubmitted());
        var together = registry.Submit(
            Form("", "2024-02-01", Rosa, Luis, grandmother.Clone().With(m => (m.MemberId, m.Kinship) = ("3", Kinship.OtherRelative))).AsSubmitted());

        Assert.Equal(family.HouseholdId, together.HouseholdId);
        Assert.Empty(registry.View(alone.HouseholdId).Form.Members);
        Assert.Equal(LeftBecause.InOtherHousehold, Assert.Single(registry.View(alone.HouseholdId).Left).Reason);
        Assert.Equal(HouseholdChangeKind.Merged, Assert.Single(registry.View(family.HouseholdId).Form.HouseholdChanges).Kind);
        Assert.Equal(
            [$"{alone.HouseholdId}/1", $"{family.HouseholdId}/3"],
            registry.View(family.HouseholdId).Form.Members[2].ProvisionalIds.Select(id => id.Value));
    }

    [Fact]
    public void A_guest_stays_at_home_in_the_own_household()
    {
        var registry = new Registry();
        var home = registry.Submit(Form("", "2020-01-01", Rosa, Luis).AsSubmitted());
        registry.Submit(Form("", "2024-01-01", Juan.Clone().With(m => (m.MemberId, m.Kinship) = ("1", Kinship.Head)),
            Rosa.Clone().With(m => (m.MemberId, m.Kinship, m.HouseholdMember) = ("2", Kinship.DomesticWorker, false))).AsSubmitted());

        Assert.Equal(2, registry.View(home.HouseholdId).Form.Members.Count);
        Assert.Empty(registry.ChangesOf(home.HouseholdId));
    }
}
