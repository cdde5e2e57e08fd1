namespace Vamos.Fips.Tests.Reconciliation;

using Vamos.Beneficiary.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;
using static Sample;

public class HouseholdMatcherTests
{
    private static readonly FormMember Rosa = Person("1", Kinship.Head, "Rosa", "Benítez Duarte", "1970-02-11", Sex.Female, "3111111");
    private static readonly FormMember Luis = Person("2", Kinship.Partner, "Luis", "Ortiz Vera", "1968-07-30", Sex.Male, "2999999");
    private static readonly FormMember Juan = Person("3", Kinship.Child, "Juan", "Ortiz Benítez", "1998-01-05", Sex.Male, "5000003");
    private static readonly FormMember Nina = Person("4", Kinship.Child, "Nina", "Ortiz Benítez", "2023-09-12", Sex.Female);

    [Fact]
    public void A_form_of_people_whom_nobody_knows_is_a_new_household()
    {
        var match = HouseholdMatcher.Match(Form("", "2024-05-01", Rosa, Luis).AsSubmitted(), []);

        Assert.Null(match.HouseholdId);
        Assert.All(match.Members, member => Assert.Equal(MatchBasis.New, member.Reason.Basis));
        Assert.Empty(match.Changes("H9", "F9", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void The_household_that_the_form_names_wins_over_the_one_of_its_members()
    {
        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", Rosa, Luis).AsSubmitted().With(form => form.HouseholdId = "H2"),
            [Known("H1", Form("F1", "2022-01-01", Rosa, Luis)), Known("H2", Form("F2", "2022-01-01", Person("1", Kinship.Head, "Eva", "Paz")))]);

        Assert.Equal("H2", match.HouseholdId);
    }

    [Fact]
    public void A_household_that_does_not_exist_does_not_hide_the_one_of_the_members()
    {
        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", Rosa, Luis).AsSubmitted().With(form => form.HouseholdId = "H404"), [Known("H1", Form("F1", "2022-01-01", Rosa, Luis))]);

        Assert.Equal("H1", match.HouseholdId);
    }

    [Fact]
    public void The_cedula_makes_one_person_of_two_names()
    {
        var married = Rosa.Clone().With(member => member.Name = new PersonName { FirstGivenName = "ROSITA", FirstSurname = "ORTIZ" });

        var match = HouseholdMatcher.Match(Form("", "2024-05-01", married).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", Rosa))]);
        var member = Assert.Single(match.Members);

        Assert.Equal((MatchBasis.Document, "1"), (member.Reason.Basis, member.KnownMemberId));
    }

    [Fact]
    public void The_cedula_of_somebody_of_another_sex_and_birth_is_contested_and_makes_nobody_vanish()
    {
        var stranger = Person("2", Kinship.NotRelated, "Pedro", "Acosta", "1999-12-01", Sex.Male, "3111111");

        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", Rosa, stranger).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", Rosa))]);

        Assert.Equal(MatchBasis.Document, match.Members[0].Reason.Basis);
        Assert.Equal(MatchBasis.DocumentContested, match.Members[1].Reason.Basis);
        Assert.Null(match.Members[1].KnownMemberId);
    }

    [Fact]
    public void Two_cedulas_are_two_people_even_with_one_name_and_one_birth()
    {
        var other = Rosa.Clone().With(member => member.NationalId.Number = "3111112");

        var match = HouseholdMatcher.Match(Form("", "2024-05-01", other, Luis).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", Rosa, Luis))]);

        Assert.Equal(MatchBasis.New, match.Members[0].Reason.Basis);
    }

    [Theory]
    [InlineData("NINA", "ORTIZ BENITEZ", "2023-09-12", "accents and capitals")]
    [InlineData("Nina", "Ortis", "2023", "misheard surname, year alone")]
    [InlineData("Ortiz", "Nina", "2023-09-12", "names exchanged")]
    [InlineData("Nina", "Ortiz Benítez", "2023-12-09", "day and month exchanged")]
    [InlineData("RN", "Ortiz Benítez", "2023-09-12", "newborn without a name")]
    public void Somebody_without_cedula_is_recognised_by_description(string given, string surnames, string birth, string because)
    {
        var again = Person("9", Kinship.Child, given, surnames, birth, Sex.Female, cedula: "7999999");

        var match = HouseholdMatcher.Match(Form("", "2024-05-01", Rosa, again).AsSubmitted(), [Known("H1", Form("F1", "2023-10-01", Rosa, Nina))]);

        Assert.True(match.Members[1].KnownMemberId == "4", because);
        Assert.Equal(MatchBasis.Description, match.Members[1].Reason.Basis);
        Assert.True(match.Members[1].Reason.Evidence.HasFlag(MatchEvidence.Sex));
    }

    [Fact]
    public void Father_and_son_of_one_name_stay_two()
    {
        var father = Person("1", Kinship.Head, "Luis", "Ortiz", "1968-07-30", Sex.Male);
        var son = Person("3", Kinship.Child, "Luis", "Ortiz", "1998-07-30", Sex.Male);
        var known = Known("H1", Form("F1", "2022-01-01", father, Rosa.Clone().With(member => member.Kinship = Kinship.Partner)));

        var both = HouseholdMatcher.Match(Form("", "2024-05-01", son, Rosa, father.Clone().With(member => member.MemberId = "7")).AsSubmitted(), [known]);
        var onlySon = HouseholdMatcher.Match(Form("", "2024-05-01", Rosa, son.Clone().With(member => member.BirthDate = null)).AsSubmitted(), [known]);

        Assert.Equal([MatchBasis.New, MatchBasis.Document, MatchBasis.Description], both.Members.Select(member => member.Reason.Basis));
        Assert.Equal(MatchBasis.New, onlySon.Members[1].Reason.Basis);
    }

    [Theory]
    [InlineData("Ana María", Sex.Female, "Ana Lucía", Sex.Female)]
    [InlineData("Mario", Sex.Male, "María", Sex.Female)]
    [InlineData("Pedro", Sex.Male, "Pablo", Sex.Male)]
    public void Twins_stay_two(string one, Sex oneSex, string other, Sex otherSex)
    {
        var first = Person("2", Kinship.Child, one, "Ortiz Benítez", "2015-06-01", oneSex);
        var second = Person("2", Kinship.Child, other, "Ortiz Benítez", "2015-06-01", otherSex);

        var match = HouseholdMatcher.Match(Form("", "2024-05-01", Rosa, second).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", Rosa, first))]);
        var both = HouseholdMatcher.Match(
            Form("", "2024-05-01", Rosa, second, first.Clone().With(member => member.MemberId = "3")).AsSubmitted(),
            [Known("H1", Form("F1", "2022-01-01", Rosa, first))]);

        Assert.Equal(MatchBasis.New, match.Members[1].Reason.Basis);
        Assert.Equal([MatchBasis.Document, MatchBasis.New, MatchBasis.Description], both.Members.Select(member => member.Reason.Basis));
    }

    [Fact]
    public void A_young_couple_that_leaves_is_a_new_household_and_a_split_of_the_old_ones()
    {
        var head = Juan.Clone().With(member => member.Kinship = Kinship.Head);
        var wife = Person("5", Kinship.Partner, "Mirta", "Sosa", "2000-04-04", Sex.Female, "5000005");

        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", head, wife).AsSubmitted(),
            [
                Known("H1", Form("F1", "2022-01-01", Rosa, Luis, Juan, Nina)),
                Known("H2", Form("F2", "2022-01-01", Person("1", Kinship.Head, "Eva", "Sosa", cedula: "1500000"),
                    wife.Clone().With(m => m.Kinship = Kinship.Child), Person("3", Kinship.Child, "Ada", "Sosa", cedula: "1500001"))),
            ]);

        Assert.Null(match.HouseholdId);
        Assert.Equal(
            [("H1", HouseholdChangeKind.Split, "H9"), ("H2", HouseholdChangeKind.Split, "H9")],
            match.Changes("H9", "F9", DateTimeOffset.UnixEpoch).Select(change => (change.HouseholdId, change.Change.Kind, change.Change.OtherHouseholdId)));
    }

    [Fact]
    public void The_household_stays_where_its_core_is_though_most_have_left()
    {
        var children = Enumerable.Range(10, 5).Select(i => Person($"{i}", Kinship.Child, $"Hijo{i}", "Ortiz", cedula: $"60000{i}")).ToArray();

        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", Rosa, Luis).AsSubmitted(), [Known("H1", Form("F1", "2014-01-01", [Rosa, Luis, .. children]))]);

        Assert.Equal("H1", match.HouseholdId);
    }

    [Fact]
    public void The_household_stays_with_its_majority_when_the_head_is_gone()
    {
        var widower = Luis.Clone().With(member => member.Kinship = Kinship.Head);

        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", widower, Juan, Nina).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", Rosa, Luis, Juan, Nina))]);

        Assert.Equal("H1", match.HouseholdId);
        Assert.Equal("4", match.Members[2].KnownMemberId);
    }

    [Fact]
    public void A_head_who_leaves_the_family_alone_founds_a_new_household()
    {
        var match = HouseholdMatcher.Match(Form("", "2024-05-01", Rosa).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", Rosa, Luis, Juan, Nina))]);

        Assert.Null(match.HouseholdId);
        Assert.Single(match.Changes("H9", "F9", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Two_households_whose_members_are_all_in_one_form_are_merged()
    {
        var grandmother = Person("1", Kinship.Head, "Eulalia", "Duarte", "1940-01-20", Sex.Female, "500123");

        var match = HouseholdMatcher.Match(
            Form("", "2024-05-01", Rosa, Luis, grandmother.Clone().With(m => { m.MemberId = "3"; m.Kinship = Kinship.OtherRelative; })).AsSubmitted(),
            [Known("H0", Form("F0", "2022-01-01", grandmother)), Known("H1", Form("F1", "2022-01-01", Rosa, Luis))]);

        Assert.Equal("H1", match.HouseholdId);
        Assert.Equal(["H0"], match.MergedHouseholds);
        Assert.Equal(
            [("H0", HouseholdChangeKind.Split, "H1"), ("H1", HouseholdChangeKind.Merged, "H0")],
            match.Changes("H1", "F9", DateTimeOffset.UnixEpoch).Select(change => (change.HouseholdId, change.Change.Kind, change.Change.OtherHouseholdId))
                .Order());
    }

    [Fact]
    public void A_census_of_one_older_adult_belongs_to_the_household_and_moves_nobody()
    {
        var census = Form(
            "", Instrument.OlderAdultCensus, "2024-05-01", Person("1", Kinship.Head, "LUIS", "ORTIZ VERA", "1968-07-30", cedula: "2999999")).AsSubmitted();

        var match = HouseholdMatcher.Match(census, [Known("H1", Form("F1", "2022-01-01", Rosa, Luis, Juan, Nina))]);

        Assert.Equal("H1", match.HouseholdId);
        Assert.Equal("2", match.Members[0].KnownMemberId);
        Assert.Empty(match.Changes("H1", "F9", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void An_old_form_that_is_imported_late_moves_nobody_back()
    {
        var couple = Form(
            "F2", "2024-05-01", Juan.Clone().With(member => member.Kinship = Kinship.Head), Person("2", Kinship.Partner, "Mirta", "Sosa", cedula: "5000005"));
        var old = Form("", Instrument.FichaHogar, "2015-03-02", Rosa, Luis, Juan).AsSubmitted();

        var match = HouseholdMatcher.Match(old, [Known("H2", couple)]);

        Assert.Null(match.HouseholdId);
        var (at, change) = Assert.Single(match.Changes("H9", "F9", DateTimeOffset.UnixEpoch));
        Assert.Equal(("H9", HouseholdChangeKind.Split, "H2", "F2"), (at, change.Kind, change.OtherHouseholdId, change.FormId));
    }

    [Fact]
    public void People_of_one_name_in_another_district_are_not_taken_for_those_who_are_known()
    {
        var known = Known("H1", Form("F1", "2022-01-01", Person("1", Kinship.Head, "María", "González", "1980", Sex.Female)));
        var form = Form("", "2024-05-01", Person("1", Kinship.Head, "María", "González", "1980", Sex.Female)).AsSubmitted()
            .With(form => form.Interview.Place.DistrictCode = "0607");

        Assert.Null(HouseholdMatcher.Match(form, [known]).HouseholdId);
    }

    [Fact]
    public void A_family_of_whom_nobody_has_a_cedula_is_recognised_by_its_members_together()
    {
        FormMember[] family =
        [
            Person("1", Kinship.Head, "Ramona", "Benítez", "1985", Sex.Female), Person("2", Kinship.Child, "Tupã", "Benítez", "2010", Sex.Male),
            Person("3", Kinship.Child, "Yvoty", "Benítez", "2012", Sex.Female),
        ];

        var match = HouseholdMatcher.Match(Form("", "2024-05-01", family).AsSubmitted(), [Known("H1", Form("F1", "2022-01-01", family))]);

        Assert.Equal("H1", match.HouseholdId);
        Assert.All(match.Members, member => Assert.True(member.Reason.Evidence.HasFlag(MatchEvidence.Household)));
    }

    [Fact]
    public void The_same_interview_handed_in_twice_is_one_household_however_little_it_tells()
    {
        var form = Form("F1", "2024-05-01", Person("1", Kinship.Head, "Juan", "Gómez", "2006", Sex.Male));
        var otherDay = form.AsSubmitted().With(copy => copy.Interview.Date = Date("2024-05-02"));

        Assert.Equal("H1", HouseholdMatcher.Match(form.AsSubmitted(), [Known("H1", form)]).HouseholdId);
        Assert.Null(HouseholdMatcher.Match(otherDay, [Known("H1", form)]).HouseholdId);
    }

    [Fact]
    public void A_later_census_of_somebody_does_not_undo_that_he_founded_a_household()
    {
        var alone = Form("F3", "2020-03-15", Juan.Clone().With(member => (member.MemberId, member.Kinship) = ("1", Kinship.Head)));
        var census = Form("F2", Instrument.OlderAdultCensus, "2020-06-15", Juan);

        var match = HouseholdMatcher.Match(
            alone.AsSubmitted().With(form => form.Interview.Date = Date("2021-01-01")),
            [Known("H1", Form("F1", "2014-02-15", Rosa, Luis, Juan), census), Known("H2", alone)]);

        Assert.Equal("H2", match.HouseholdId);
        Assert.Empty(match.Changes("H2", "F9", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Placing_a_form_never_gives_a_number_to_two_people_and_moves_references_along()
    {
        var baby = Person("2", Kinship.Child, "Iván", "Ortiz", "2025-01-01", Sex.Male)
            .With(member => (member.MotherMemberId, member.FatherMemberId) = ("1", "3"));
        var luis = Luis.Clone().With(member => member.MemberId = "3");

        var placed = HouseholdMatcher.Match(
            Form("", "2025-05-01", Rosa, baby, luis).AsSubmitted().With(form => form.Interview.RespondentMemberId = "3"),
            [Known("H1", Form("F1", "2022-01-01", Rosa, Luis, Juan, Nina))]).Place("H1");

        Assert.Equal(["1", "5", "2"], placed.Members.Select(member => member.MemberId));
        Assert.Equal(("1", "2", "2"), (placed.Members[1].MotherMemberId, placed.Members[1].FatherMemberId, placed.Interview.RespondentMemberId));
    }

    [Fact]
    public void The_provisional_identifier_stays_on_whoever_gets_a_document_or_moves()
    {
        var registered = Nina.Clone().With(member => member.NationalId = new() { Number = "8000001" });
        var known = Known("H1", Form("F1", "2023-10-01", Rosa, Luis, Nina));

        var stayed = HouseholdMatcher.Match(Form("", "2024-05-01", Rosa, Luis, registered).AsSubmitted(), [known]).Place("H1");
        var moved = HouseholdMatcher.Match(
            Form("", "2024-05-01", Person("1", Kinship.Head, "Eva", "Paz", cedula: "1500000"), registered).AsSubmitted(), [known]).Place("H9");

        Assert.Equal("H1/4", Assert.Single(stayed.Members[2].ProvisionalIds).Value);
        Assert.Equal("H1/4", Assert.Single(moved.Members[1].ProvisionalIds).Value);
    }
}
