namespace Vamos.Fips.Tests.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;
using static Sample;

public class CurrentViewTests
{
    private static readonly FormMember Rosa = Person("1", Kinship.Head, "Rosa", "Benítez Duarte", "1970-02-11", Sex.Female, "3111111");
    private static readonly FormMember Luis = Person("2", Kinship.Partner, "Luis", "Ortiz Vera", "1968-07-30", Sex.Male, "2999999");
    private static readonly FormMember Nina = Person("3", Kinship.Child, "Nina", "Ortiz", "2023-09-12", Sex.Female);

    [Fact]
    public void The_newest_verified_answer_wins_field_by_field_and_silence_never_does()
    {
        var old = Form("F1", Instrument.FichaHogar, "2019-05-01", Rosa).With(form => form.Dwelling = new()
        {
            Floor = FloorMaterial.Earth, Rooms = 2, Electricity = false, CookingFuel = CookingFuel.Gas,
        });
        var newer = Form("F2", "2024-05-01", Rosa).With(form => form.Dwelling = new() { Rooms = 3, Electricity = true });
        var unverified = Form("F3", "2025", Rosa).With(form => form.Dwelling = new() { Rooms = 9, Kitchen = true });

        var view = View(old, unverified, newer);

        Assert.Equal((3, true, true), (view.Dwelling.Rooms, view.Dwelling.Electricity, view.Dwelling.Kitchen));
        Assert.Equal((FloorMaterial.Earth, CookingFuel.Gas), (view.Dwelling.Floor, view.Dwelling.CookingFuel));
        Assert.Equal(["dwelling.rooms", "dwelling.electricity"], view.Conflicts.Select(conflict => conflict.Field));
        Assert.Equal(["3", "2", "9"], view.Conflicts[0].Statements.Select(said => said.Value));
        Assert.Equal("F2", view.FormId);
    }

    [Fact]
    public void The_integrated_form_goes_before_other_instruments_of_the_same_day()
    {
        var view = View(
            Form("F1", Instrument.FichaSocial, "2024-05-01", Rosa).With(form => form.Assets = new() { Car = true }),
            Form("F0", Instrument.Fips, "2024-05-01", Rosa).With(form => form.Assets = new() { Car = false }));

        Assert.False(view.Assets.Car);
    }

    [Fact]
    public void A_conflict_shows_every_statement_with_its_origin()
    {
        var view = View(
            Form("F1", Instrument.FichaHogar, "2019-05-01", Rosa).With(form =>
            {
                form.Members[0].BirthDate = Date("1971-02-11");
                form.Provenance = new() { Institution = "mds", System = "ficha-hogar" };
            }),
            Form("F2", "2024-05-01", Rosa));

        var conflict = Assert.Single(view.Conflicts);
        Assert.Equal("members[0].birth_date", conflict.Field);
        Assert.Equal("{ \"year\": 1970, \"month\": 2, \"day\": 11 }", conflict.Statements[0].Value);
        Assert.Equal(
            ("F1", Instrument.FichaHogar, Date("2019-05-01"), "ficha-hogar"),
            (conflict.Statements[1].FormId, conflict.Statements[1].Instrument, conflict.Statements[1].InterviewDate, conflict.Statements[1].Provenance.System));
    }

    [Fact]
    public void Accents_capitals_and_particles_are_no_conflict()
    {
        var view = View(
            Form("F1", Instrument.FichaHogar, "2019-05-01", Person("1", Kinship.Head, "ROSA", "BENITEZ DUARTE", "1970-02", Sex.Female, "3111111")),
            Form("F2", "2024-05-01", Rosa));

        Assert.Empty(view.Conflicts);
        Assert.Equal(Rosa, Assert.Single(view.Members), Like);
    }

    [Fact]
    public void A_partial_birth_is_completed_by_an_older_form()
    {
        var view = View(Form("F1", "2019-05-01", Rosa), Form("F2", "2024-05-01", Rosa.Clone().With(member => member.BirthDate = Date("1970"))));

        Assert.Equal("1970-02-11", view.Members[0].BirthDate.ToIso());
        Assert.Empty(view.Conflicts);
    }

    [Fact]
    public void Whoever_the_newest_form_of_the_whole_household_does_not_have_has_left()
    {
        var seen = CurrentView.Read([Form("F1", "2019-05-01", Rosa, Luis), Form("F2", "2024-05-01", Rosa, Nina)], []);

        Assert.Equal(["Rosa", "Nina"], seen.Form.Members.Select(member => member.Name.FirstGivenName));
        Assert.Equal(new LeftMember("2", LeftBecause.NotInNewestForm, "F2", ""), Assert.Single(seen.Left));
    }

    [Fact]
    public void The_census_of_older_adults_neither_removes_members_nor_answers_what_it_never_asked()
    {
        var census = Form("F3", Instrument.OlderAdultCensus, "2025-02-02", Luis.Clone().With(member =>
        {
            member.MemberId = "1";
            member.Kinship = Kinship.Head;
            member.Health = new() { Condition = HealthCondition.Chronic };
        }));

        var seen = CurrentView.Read([Form("F2", "2024-05-01", Rosa, Luis, Nina).With(form => form.Dwelling = new() { Rooms = 2 }), census], []);

        Assert.Empty(seen.Left);
        Assert.Equal([Kinship.Head, Kinship.Partner, Kinship.Child], seen.Form.Members.Select(member => member.Kinship));
        Assert.Equal(HealthCondition.Chronic, seen.Form.Members[1].Health.Condition);
        Assert.Equal(2, seen.Form.Dwelling.Rooms);
        Assert.Empty(seen.Form.Conflicts);
        Assert.Equal(Instrument.Fips, seen.Form.Interview.Instrument);
    }

    [Fact]
    public void Somebody_found_by_a_later_census_only_is_added_and_is_no_second_head()
    {
        var view = View(
            Form("F2", "2024-05-01", Rosa),
            Form("F3", Instrument.OlderAdultCensus, "2025-02-02", Person("1", Kinship.Head, "Eulalia", "Duarte", "1940-01-20", Sex.Female, "500123")));

        Assert.Equal([Kinship.Head, Kinship.Unspecified], view.Members.Select(member => member.Kinship));
        Assert.Equal(["1", "2"], view.Members.Select(member => member.MemberId).Order());
        Assert.Equal("members[1].kinship", Assert.Single(view.Conflicts).Field);
    }

    [Fact]
    public void Somebody_without_document_has_a_provisional_identifier_and_keeps_it_with_a_document()
    {
        var before = View(Form("F1", "2023-10-01", Rosa, Nina));
        var after = View(
            Form("F1", "2023-10-01", Rosa, Nina),
            Form("F2", "2024-05-01", Rosa, Nina.Clone().With(member => (member.MemberId, member.NationalId) = ("2", new() { Number = "8000001" }))));

        var given = Assert.Single(before.Members[1].ProvisionalIds);
        Assert.Equal(("siis", "H1/3"), (given.Institution, given.Value));
        Assert.Equal(given, Assert.Single(after.Members[1].ProvisionalIds));
        Assert.Equal(("3", "8000001"), (after.Members[1].MemberId, after.Members[1].NationalId.Number));
        Assert.Empty(after.Members[0].ProvisionalIds);
    }

    [Fact]
    public void References_follow_the_members_over_forms_that_number_them_otherwise()
    {
        var view = View(
            Form("F1", "2019-05-01", Rosa, Luis, Nina.Clone().With(member => (member.MotherMemberId, member.FatherMemberId) = ("1", "2"))),
            Form("F2", "2024-05-01", Luis.Clone().With(m => (m.MemberId, m.PartnerMemberId) = ("A", "B")), Rosa.Clone().With(m => m.MemberId = "B"), Nina)
                .With(form => form.Interview.RespondentMemberId = "B"));

        Assert.Equal(["2", "1", "3"], view.Members.Select(member => member.MemberId));
        Assert.Equal(("1", "1", "2", "1"), (
            view.Members[0].PartnerMemberId, view.Members[2].MotherMemberId, view.Members[2].FatherMemberId, view.Interview.RespondentMemberId));
    }

    [Fact]
    public void A_reason_of_an_older_form_does_not_explain_what_is_no_longer_so()
    {
        var view = View(
            Form("F1", "2019-05-01", Rosa).With(form => form.Members[0].Work = new() { Worked = false, ReasonNotWorking = ReasonNotWorking.Housework }),
            Form("F2", "2024-05-01", Rosa).With(form => form.Members[0].Work = new() { Worked = true }));

        Assert.Equal(ReasonNotWorking.Unspecified, view.Members[0].Work.ReasonNotWorking);
        Assert.Equal("members[0].work.worked", Assert.Single(view.Conflicts).Field);
    }

    [Fact]
    public void A_form_that_asked_and_found_no_impairment_overrides_an_older_one_that_did()
    {
        var view = View(
            Form("F1", "2019-05-01", Rosa).With(form => form.Members[0].Health = new() { DisabilityAsked = true, Disabilities = { DisabilityKind.Blind } }),
            Form("F2", "2024-05-01", Rosa).With(form => form.Members[0].Health = new() { DisabilityAsked = true }));

        Assert.Empty(view.Members[0].Health.Disabilities);
        Assert.Equal(["[ ]", "[ \"DISABILITY_KIND_BLIND\" ]"], Assert.Single(view.Conflicts).Statements.Select(said => said.Value));
    }

    [Fact]
    public void Who_was_placed_under_one_number_is_one_person_unless_everything_speaks_against_it()
    {
        var misheard = Person("1", Kinship.Head, "Soto", "Pedro", "1948-05-26", Sex.Male);
        var stranger = Person("1", Kinship.Head, "Eva", "Paz", "1999-01-02", Sex.Female);

        var one = View(Form("F1", "2014-05-15", Person("1", Kinship.Head, "Pedro", "Sosa", "1948-05-26", Sex.Male)), Form("F2", "2015-05-15", misheard));
        var two = CurrentView.Read([Form("F1", "2014-05-15", misheard), Form("F2", "2015-05-15", stranger)], []);

        Assert.Equal("members[0].name", Assert.Single(one.Conflicts).Field);
        Assert.Single(two.Left);
    }

    [Fact]
    public void Another_district_is_another_house()
    {
        var view = View(
            Form("F1", "2019-05-01", Rosa).With(form => (form.Interview.Place.DistrictCode, form.Dwelling) = ("0607", new() { Rooms = 1 })),
            Form("F2", "2024-05-01", Rosa).With(form => form.Dwelling = new() { Electricity = true }));

        Assert.False(view.Dwelling.HasRooms);
    }

    [Fact]
    public void One_document_of_two_people_stays_with_one_and_the_contradiction_in_sight()
    {
        var wrong = Person("2", Kinship.NotRelated, "Pedro", "Acosta", "1999-12-01", Sex.Male, "3111111");

        var view = View(
            Form("F1", "2019-05-01", wrong), Form("F2", "2024-05-01", Rosa, wrong.Clone().With(member => member.NationalId = null)));

        Assert.Equal(["3111111", null], view.Members.Select(member => member.NationalId?.Number));
        var conflict = Assert.Single(view.Conflicts);
        Assert.Equal("members[1].national_id", conflict.Field);
        Assert.Equal(["F2", "F1"], conflict.Statements.Select(said => said.FormId));
    }

    [Fact]
    public void Whom_a_split_shows_in_another_household_is_not_in_the_view_before_the_household_is_asked_again()
    {
        var juan = Person("4", Kinship.Child, "Juan", "Ortiz", "1998-01-05", Sex.Male, "5000003");
        var home = Form("F1", "2022-01-01", Rosa, Luis, juan);
        var own = Form("F2", "2024-05-01", juan.Clone().With(m => (m.MemberId, m.Kinship) = ("1", Kinship.Head))).With(form => form.HouseholdId = "H2");
        var split = new HouseholdChange { Kind = HouseholdChangeKind.Split, OtherHouseholdId = "H2", FormId = "F2" };

        var after = CurrentView.Read([home], [split], [own]);
        var back = CurrentView.Read([home, Form("F3", "2025-01-01", Rosa, Luis, juan)], [split], [own]);

        Assert.Equal(["Rosa", "Luis"], after.Form.Members.Select(member => member.Name.FirstGivenName));
        Assert.Equal(new LeftMember("4", LeftBecause.InOtherHousehold, "F2", "H2"), Assert.Single(after.Left));
        Assert.Equal(split, Assert.Single(after.Form.HouseholdChanges));
        Assert.Equal(3, back.Form.Members.Count);
    }

    private static IntegratedProtectionForm View(params IntegratedProtectionForm[] forms)
    {
        var view = CurrentView.Of(forms, []);
        Assert.Equal(view, CurrentView.Of([.. forms.Reverse()], []));
        return view;
    }

    private static bool Like(FormMember one, FormMember other) => one.Equals(other);
}
