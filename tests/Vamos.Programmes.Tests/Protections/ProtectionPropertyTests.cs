namespace Vamos.Programmes.Tests.Protections;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Programmes.Facts;
using Vamos.Programmes.Protections;
using Vamos.Programmes.Tests.Facts;

/// <summary>What holds of every protection status, whatever the facts.</summary>
public sealed class ProtectionPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1_500);

    private static readonly ProtectionCatalogue Catalogue = Repository.Book.Protections;

    private static readonly Arbitrary<(int Seed, int Choice)> Cases = Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 2)
        from choice in Gen.Choose(0, 1_000)
        select (seed, choice));

    [Fact]
    public void Every_status_names_why_and_by_what_and_holds_nothing_of_the_person() => Prop.ForAll(Cases, c =>
    {
        var facts = GeneratedFacts.Of(c.Seed);
        var person = Catalogue.OfPerson(facts, GeneratedFacts.Today);

        foreach (var told in person.Protections.Concat(Catalogue.OfHousehold(HouseholdFacts.Of([facts], facts.Offers), GeneratedFacts.Today)))
        {
            Assert.NotEmpty(told.Explanation);
            Assert.DoesNotContain(told.Explanation, char.IsDigit);
            Assert.NotEqual(Pillar.Unspecified, told.Pillar);
            if (told.State is ProtectionState.Covered or ProtectionState.Gap)
                Assert.NotEmpty(told.Provenance);
        }
    }).Check(Thorough);

    [Fact]
    public void Silence_of_a_source_makes_no_gap_of_what_was_covered_or_unknown() => Prop.ForAll(Cases, c =>
    {
        var (answers, offers) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.OffersOf(c.Seed));
        var fewer = GeneratedFacts.Without(answers, c.Choice % answers.Count);

        var all = Everything(answers, offers, c.Seed);

        foreach (var (code, state) in Everything(fewer, offers, c.Seed).Where(told => told.Value == ProtectionState.Gap))
            Assert.Equal((code, ProtectionState.Gap), (code, all.GetValueOrDefault(code, ProtectionState.NotApplicable)));
    }).Check(Thorough);

    [Fact]
    public void Silence_about_one_member_makes_no_gap_of_the_household() => Prop.ForAll(Cases, c =>
    {
        var offers = GeneratedFacts.OffersOf(c.Seed);
        var (one, other) = (GeneratedFacts.AnswersOf(c.Seed), GeneratedFacts.AnswersOf(c.Seed ^ 1));
        var fewer = GeneratedFacts.Without(other, c.Choice % other.Count);

        var all = Household(one, other, offers);

        Assert.All(Household(one, fewer, offers), told => Assert.True(told.Value != ProtectionState.Gap || all[told.Key] == ProtectionState.Gap, told.Key));
    }).Check(Thorough);

    [Fact]
    public void Same_facts_have_the_same_status() => Prop.ForAll(Cases, c => Assert.Equal(
        Catalogue.OfPerson(GeneratedFacts.Of(c.Seed), GeneratedFacts.Today),
        Catalogue.OfPerson(GeneratedFacts.Of(c.Seed), GeneratedFacts.Today))).Check(Thorough);

    [Fact]
    public void Nothing_that_a_source_can_send_makes_it_fail() => Prop.ForAll(Cases, c =>
    {
        var random = new Random(c.Seed);
        var offers = GeneratedFacts.OffersOf(c.Seed);
        SourceAnswer[] answers = [.. offers.ByInstitution.Select(offer =>
        {
            var records = ArbitraryMessage.Of<PersonRecords>(random);
            var state = random.Next(2) == 0 ? SourceState.Ok : SourceState.Partial;
            return new SourceAnswer(new SourceStatus { Institution = offer.Institution, State = state }, records);
        })];
        var facts = GeneratedFacts.Make(answers, offers);
        var form = ArbitraryMessage.Of<HouseholdRecord>(random);

        Catalogue.OfPerson(facts, GeneratedFacts.Today);
        Catalogue.OfHousehold(HouseholdFacts.Of([facts], offers), GeneratedFacts.Today);
        Catalogue.OfHousehold(HouseholdFacts.Of(form, [facts], offers), GeneratedFacts.Today);
        HouseholdFacts.LatestForm(facts, GeneratedFacts.Today);
        foreach (var member in form.Members)
        {
            Catalogue.OfMember(form, member, offers, GeneratedFacts.Today);
            Catalogue.OfPerson(FormFacts.Of(new NationalId { Number = "99000000" }, answers, offers, form, member), GeneratedFacts.Today);
        }
    }).Check(Thorough);

    private static Dictionary<string, ProtectionState> Everything(IReadOnlyList<SourceAnswer> answers, FactOffers offers, int seed)
    {
        var person = Catalogue.OfPerson(GeneratedFacts.Make(answers, offers), GeneratedFacts.Today).Protections;
        return person.ToDictionary(told => told.Code, told => told.State)
            .Concat(Household(answers, GeneratedFacts.AnswersOf(seed ^ 1), offers)).ToDictionary();
    }

    // the second member's answers are cut to what is offered in the household's exchange
    private static Dictionary<string, ProtectionState> Household(IReadOnlyList<SourceAnswer> one, IReadOnlyList<SourceAnswer> other, FactOffers offers) =>
        Catalogue.OfHousehold(HouseholdFacts.Of([GeneratedFacts.Make(one, offers), GeneratedFacts.Make(other, offers)], offers), GeneratedFacts.Today)
            .ToDictionary(told => told.Code, told => told.State);
}
