namespace Vamos.Fips.Tests.Reconciliation;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Common.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

/// <summary>Views of sound forms, with every kind of answer.</summary>
public class SoundViewTests
{
    [Fact]
    public void A_sound_form_alone_is_seen_as_it_is_but_for_what_the_hub_sets() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var form = GeneratedForm.Of(seed);
            form.HouseholdId = "H1";

            var view = CurrentView.Of([form], []);

            Assert.Equal(form.Clone().With(WithoutHubIds), view.Clone().With(WithoutHubIds));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_view_of_sound_forms_breaks_no_rule_that_its_forms_keep() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var first = GeneratedForm.Of(seed);
            var second = AnsweredOtherwise(first, new Random(seed));
            if (!Errors(second).SequenceEqual([]))
                return;

            var registry = new Registry();
            var household = registry.Submit(first).HouseholdId;
            registry.Submit(second.With(form => form.HouseholdId = household));

            Assert.Equal([], Errors(registry.View(household).Form));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static IEnumerable<string> Errors(IntegratedProtectionForm form) =>
        FormValidator.Validate(form, SoundForm.Today)
            .Where(violation => violation.Severity == ViolationSeverity.Error)
            .Select(violation => $"{violation.RuleCode} {violation.Field} {violation.Message}");

    // The same people, a day later, with answers of somebody else or none.
    private static IntegratedProtectionForm AnsweredOtherwise(IntegratedProtectionForm form, Random random)
    {
        var other = form.Clone();
        var donor = GeneratedForm.Of(random.Next());
        other.Interview.Instrument = donor.Interview.Instrument;
        other.Interview.Date = form.Interview.Date.TryToDateOnly(out var day) && day < SoundForm.Today ? Date.From(day.AddDays(1)) : form.Interview.Date;
        other.Dwelling = random.Next(2) == 0 ? donor.Dwelling : other.Dwelling;
        other.Assets = donor.Assets;
        foreach (var member in other.Members)
        {
            var like = donor.Members[random.Next(donor.Members.Count)];
            member.Schooling = random.Next(2) == 0 ? like.Schooling : member.Schooling;
            member.Work = random.Next(2) == 0 ? like.Work : member.Work;
            member.Health = random.Next(3) == 0 && member.Sex == like.Sex ? like.Health : member.Health;
            member.MaritalStatus = random.Next(4) == 0 ? 0 : member.MaritalStatus;
            if (random.Next(2) == 0)
            {
                member.Incomes.Clear();
                member.Incomes.Add(like.Incomes);
            }
        }

        return other;
    }

    private static void WithoutHubIds(IntegratedProtectionForm form)
    {
        foreach (var member in form.Members)
        {
            foreach (var own in member.ProvisionalIds.Where(id => id.Institution == FormNames.Institution).ToList())
                member.ProvisionalIds.Remove(own);
        }
    }
}
