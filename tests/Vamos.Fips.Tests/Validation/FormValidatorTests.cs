namespace Vamos.Fips.Tests.Validation;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

public sealed class FormValidatorTests
{
    [Fact]
    public void Sound_form_has_no_violation()
    {
        Assert.Empty(FormValidator.Validate(SoundForm.Household(), SoundForm.Today));
        Assert.Empty(FormValidator.Validate(SoundForm.Alone(), SoundForm.Today));
    }

    [Fact]
    public void Form_of_an_earlier_instrument_is_not_held_to_what_it_never_asked()
    {
        var census = SoundForm.OlderAdult();
        var asIntegrated = SoundForm.OlderAdult();
        asIntegrated.Interview.Instrument = Instrument.Fips;

        Assert.Empty(FormValidator.Validate(census, SoundForm.Today));
        Assert.Equal(
            ["area-required", "dwelling-required", "exactly-one-head", "kinship-required", "sex-required", "assets-asked"],
            FormValidator.Validate(asIntegrated, SoundForm.Today).Select(v => v.RuleCode));
    }

    [Fact]
    public void Form_whose_instrument_is_not_told_is_held_to_every_rule()
    {
        var form = SoundForm.OlderAdult();
        form.Interview = null;

        Assert.Contains(FormValidator.Validate(form, SoundForm.Today), v => v.RuleCode == "sex-required");
    }

    [Fact]
    public void Form_with_twenty_mistakes_has_twenty_violations_errors_first_and_in_the_order_of_its_fields()
    {
        var form = SoundForm.Household();
        form.Interview.Date = Date.From(SoundForm.Today.AddDays(3));
        form.Interview.Place.DistrictCode = "9916";
        form.Interview.Institution = "";
        form.Interview.ClearLongitude();
        form.Dwelling.Rooms = 40;
        form.Dwelling.Bedrooms = 41;
        form.Dwelling.Roof = RoofMaterial.Unspecified;
        form.Assets.Cattle = -3;
        form.Members[0].PartnerMemberId = "7";
        form.Members[0].Name.FirstSurname = "";
        form.Members[0].Incomes[0].Amount = -5;
        form.Members[1].NationalId.Number = "0123";
        form.Members[1].Health.Pregnant = true;
        form.Members[1].Work.ReasonNotWorking = ReasonNotWorking.Disabled;
        form.Members[2].Schooling.Enrolled = false;
        form.Members[2].BirthDate = new Date { Year = 2014, Month = 13 };
        form.Members[3].ReasonWithoutDocument = ReasonWithoutDocument.Unspecified;
        form.Members[4].Kinship = Kinship.Head;
        form.Members[4].Indigenous.Indigenous = false;
        form.Members[4].Language = (HomeLanguage)99;

        var violations = FormValidator.Validate(form, SoundForm.Today);

        Assert.Equal(
            [
                ("interview-not-in-future", "interview.date"), ("district-exists", "interview.place.district_code"),
                ("institution-code", "interview.institution"), ("coordinates-together", "interview.latitude"),
                ("bedrooms-within-rooms", "dwelling.bedrooms"), ("cattle-not-negative", "assets.cattle"),
                ("partner-exists", "members[0].partner_member_id"), ("income-not-negative", "members[0].incomes[0].amount"),
                ("national-id-valid", "members[1].national_id.number"), ("pregnancy-of-women", "members[1].health.pregnant"),
                ("reason-only-when-not-working", "members[1].work.reason_not_working"), ("birth-date-valid", "members[2].birth_date"),
                ("attendance-needs-enrolment", "members[2].schooling.attends"), ("document-or-reason", "members[3].reason_without_document"),
                ("exactly-one-head", "members[4].kinship"), ("indigenous-details", "members[4].indigenous"), ("code-defined", "members[4].language"),
                ("dwelling-answered", "dwelling.roof"), ("rooms-plausible", "dwelling.rooms"), ("name-complete", "members[0].name"),
            ],
            violations.Select(v => (v.RuleCode, v.Field)));
        Assert.Equal(20, violations.Count);
        Assert.False(FormValidator.CanBeStored(violations));
        Assert.True(FormValidator.CanBeStored(violations.Skip(17)));
    }

    [Fact]
    public void Household_without_a_head_is_told_once()
    {
        var form = SoundForm.Household();
        form.Members[0].Kinship = Kinship.OtherRelative;

        var violation = Assert.Single(FormValidator.Validate(form, SoundForm.Today));

        Assert.Equal(("exactly-one-head", "members"), (violation.RuleCode, violation.Field));
    }

    [Fact]
    public void What_the_hub_sets_itself_is_not_looked_at()
    {
        var form = SoundForm.Household();
        form.Provenance = new Provenance { Institution = new string('x', 5000) };
        form.QualityOfLifeIndex = new QualityOfLifeIndex { Area = (Area)9, Value = double.NaN };
        form.Conflicts.Add(Enumerable.Repeat(new FieldConflict { Field = "\0" }, 100));

        Assert.Empty(FormValidator.Validate(form, SoundForm.Today));
    }

    [Fact]
    public void Partial_date_of_birth_is_judged_by_what_holds_for_every_day_that_it_can_mean()
    {
        var form = SoundForm.Household();
        form.Members[2].BirthDate = new Date { Year = 1988 }; // perhaps after the mother, perhaps not

        Assert.DoesNotContain(FormValidator.Validate(form, SoundForm.Today), v => v.RuleCode is "parents-older" or "children-younger-than-head");
    }

    [Fact]
    public void Message_holds_nothing_of_what_was_answered()
    {
        var form = SoundForm.Household();
        foreach (var member in form.Members.Where(m => m.NationalId is not null))
            member.NationalId.Number = "77.555.333";
        form.Members[0].Name = new PersonName { FirstGivenName = "Secundina\u0001", FirstSurname = "" };
        form.Members[0].Incomes[0].Amount = -424_242;
        form.Interview.RespondentMemberId = "Secundina";

        var messages = string.Concat(FormValidator.Validate(form, SoundForm.Today).Select(v => v.Message));

        Assert.DoesNotContain("77.555", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("Secundina", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("424", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_are_bounded_and_the_last_says_that_there_are_more()
    {
        var form = new IntegratedProtectionForm();
        form.Members.Add(Enumerable.Range(0, 5000).Select(_ => new FormMember()));

        var violations = FormValidator.Validate(form, SoundForm.Today);

        Assert.Equal(200, violations.Count);
        Assert.Equal((FormValidator.MoreViolations, ViolationSeverity.Error), (violations[^1].RuleCode, violations[^1].Severity));
        Assert.Contains(violations, v => v.RuleCode == "list-bounded");
        Assert.DoesNotContain(violations, v => v.Field.StartsWith("members[60]", StringComparison.Ordinal));
    }

    [Fact]
    public void Generated_sound_form_can_be_stored() =>
        Forms.ForAllSound(form => Assert.DoesNotContain(FormValidator.Validate(form, SoundForm.Today), v => v.Severity == ViolationSeverity.Error));

    [Fact]
    public void Form_broken_in_any_way_is_judged_in_bounded_words() => Forms.ForAllBroken(form =>
    {
        var codes = FormRules.All.ToDictionary(rule => rule.Code, rule => rule.Severity);

        var violations = FormValidator.Validate(form, SoundForm.Today);

        Assert.True(violations.Count <= 200);
        Assert.All(violations, v =>
        {
            Assert.True(v.RuleCode == FormValidator.MoreViolations || codes[v.RuleCode] == v.Severity);
            Assert.True(v.Message.Length is > 0 and < 400 && v.Field.Length < 100);
        });
        Assert.Equal(violations, FormValidator.Validate(form.Clone(), SoundForm.Today));
    });
}
