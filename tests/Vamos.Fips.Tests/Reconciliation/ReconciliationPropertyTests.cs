namespace Vamos.Fips.Tests.Reconciliation;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Beneficiary.V1;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;

public class ReconciliationPropertyTests
{
    private const int Times = 300;

    private static readonly Instrument[] Instruments = [Instrument.Fips, Instrument.FichaHogar, Instrument.FichaSocial, Instrument.OlderAdultCensus];

    [Fact]
    public void A_form_alone_is_seen_as_it_is_but_for_what_the_hub_sets() => ForAll(village =>
    {
        var form = village.Interview(village.Family(), "2024-05-01", Instrument.Fips, 0.3);

        var registry = new Registry();
        var stored = registry.Submit(form);
        var view = registry.View(stored.HouseholdId);

        Assert.Empty(view.Left);
        var seen = view.Form.AsSubmitted();
        foreach (var member in seen.Members.Where(member => member.NationalId is null))
        {
            Assert.Equal($"{stored.HouseholdId}/{member.MemberId}", Assert.Single(member.ProvisionalIds).Value);
            member.ProvisionalIds.Clear();
        }

        Assert.Equal(form, seen);
    });

    [Fact]
    public void The_order_of_forms_candidates_and_members_does_not_matter() => ForAll(village =>
    {
        var (registry, last) = History(village);
        var candidates = registry.Households.Select(id => new KnownHousehold(id, registry.FormsOf(id))).ToList();
        var shuffled = candidates.Select(known => known with { LatestForms = Shuffled(village, known.LatestForms) }).ToList();
        var other = last.Clone();
        other.Members.Clear();
        other.Members.Add(Shuffled(village, last.Members));

        var one = HouseholdMatcher.Match(last, candidates);
        var two = HouseholdMatcher.Match(other, Shuffled(village, shuffled));

        Assert.Equal(one.HouseholdId, two.HouseholdId);
        Assert.Equal(one.Changes("H", "F", default), two.Changes("H", "F", default));
        Assert.Equal(Told(one), Told(two));
        foreach (var id in registry.Households)
        {
            Assert.Equal(
                CurrentView.Of(registry.FormsOf(id), registry.ChangesOf(id)),
                CurrentView.Of(Shuffled(village, registry.FormsOf(id)), registry.ChangesOf(id)));
        }
    });

    [Fact]
    public void The_same_form_again_changes_nothing() => ForAll(village =>
    {
        var (registry, last) = History(village);
        var before = registry.Households.ToDictionary(id => id, id => registry.View(id));

        var again = registry.Submit(last);

        Assert.Equal(before.Keys.Order(), registry.Households.Order());
        foreach (var (id, view) in before)
        {
            var now = registry.View(id);
            Assert.Equal(view.Form.HouseholdChanges, now.Form.HouseholdChanges);
            Assert.Equal(view.Form.Members, now.Form.Members);
            Assert.Equal(view.Form.Dwelling, now.Form.Dwelling);
            Assert.Equal(view.Form.Conflicts.Select(conflict => conflict.Field), now.Form.Conflicts.Select(conflict => conflict.Field));
            Assert.Equal(view.Left.Select(left => left.MemberId), now.Left.Select(left => left.MemberId));
        }

        Assert.Contains(again.HouseholdId, before.Keys);
    });

    [Fact]
    public void Nobody_with_a_document_is_twice_in_a_view_and_nobody_is_lost() => ForAll(village =>
    {
        var (registry, _) = History(village);
        foreach (var id in registry.Households)
        {
            var view = registry.View(id);
            var documents = view.Form.Members.Where(member => member.NationalId is not null).Select(member => member.NationalId).ToList();
            Assert.Equal(documents.Distinct().Count(), documents.Count);

            var ids = view.Form.Members.Select(member => member.MemberId).ToList();
            Assert.Equal(ids.Distinct().Count(), ids.Count);
            Assert.All(view.Form.Members.Where(member => member.PartnerMemberId.Length != 0), member => Assert.Contains(member.PartnerMemberId, ids));

            // Forms are stored under the identifiers that people have in the household, so that whoever a form names can be looked up. Who was
            // taken for two until a later form showed better answers to both identifiers, or is known by the document.
            var rows = registry.FormsOf(id).SelectMany(form => form.Members).ToList();
            var explained = ids.Concat(view.Left.Select(left => left.MemberId)).ToHashSet();
            Assert.Subset(rows.Select(row => row.MemberId).ToHashSet(), explained);
            Assert.All(rows.Where(row => !explained.Contains(row.MemberId)), row => Assert.True(
                view.Left.Count != 0 || documents.Contains(row.NationalId)
                || view.Form.Members.Any(member => member.ProvisionalIds.Any(own => own.Value == $"{id}/{row.MemberId}"))));
            Assert.InRange(view.Form.Members.Count(member => member.Kinship == Kinship.Head), 0, 1);
        }
    });

    [Fact]
    public void Whoever_had_no_document_keeps_the_provisional_identifier_for_ever() => ForAll(village =>
    {
        var family = village.Family();
        var registry = new Registry();
        var household = registry.Submit(village.Interview(family, "2020-05-01", Instrument.FichaHogar, 0)).HouseholdId;
        var before = registry.View(household).Form.Members.SelectMany(member => member.ProvisionalIds).ToList();
        foreach (var (person, _) in family.People)
            person.Cedula ??= (9_000_000 + person.Number).ToString(System.Globalization.CultureInfo.InvariantCulture);

        registry.Submit(village.Interview(family, "2024-05-01", Instrument.Fips, 0));
        var after = registry.View(household).Form;

        Assert.All(after.Members, member => Assert.NotNull(member.NationalId));
        Assert.Equal(before, after.Members.SelectMany(member => member.ProvisionalIds));
    });

    [Fact]
    public void Whichever_form_comes_first_the_views_are_the_same() => ForAll(village =>
    {
        var families = Enumerable.Range(0, 2).Select(_ => village.Family()).ToList();
        foreach (var (person, _) in families.SelectMany(family => family.People))
            person.Cedula ??= (9_000_000 + person.Number).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var forms = families.ConvertAll(family => village.Interview(family, "2015-05-01", Instrument.FichaHogar, 0));
        var leaving = families.Find(family => family.People.Count > 3);
        if (leaving is not null)
        {
            families.Add(new Family([(leaving.People[^1].Person, Kinship.Head)], leaving.District));
            leaving.People.RemoveAt(leaving.People.Count - 1);
        }

        forms.AddRange(families.Select(family => village.Interview(family, "2024-05-01", Instrument.Fips, 0)));

        Assert.Equal(Seen(forms), Seen(Shuffled(village, forms)));
    });

    private static List<string> Seen(IEnumerable<IntegratedProtectionForm> forms)
    {
        var registry = new Registry();
        foreach (var form in forms)
            registry.Submit(form);
        return [.. registry.Households.Select(Numbers).Order()];

        string Numbers(string id) => string.Join(' ', registry.View(id).Form.Members.Select(member => member.NationalId.Number).Order());
    }

    // Some families, who are asked several times by several instruments; children leave, old people move in, births happen.
    private static (Registry Registry, IntegratedProtectionForm Last) History(Village village)
    {
        var registry = new Registry();
        var families = Enumerable.Range(0, 3).Select(_ => village.Family()).ToList();
        var last = new IntegratedProtectionForm();
        for (var i = 0; i < 8; i++)
        {
            var family = village.Pick(families);
            if (family.People.Count > 2 && village.Chance(0.3))
            {
                var leaving = family.People[^1].Person;
                family.People.RemoveAt(family.People.Count - 1);
                var other = village.Pick(families);
                if (other != family && village.Chance(0.5))
                    other.People.Add((leaving, Kinship.NotRelated));
                else
                    families.Add(new Family([(leaving, Kinship.Head)], family.District));
            }

            var instrument = village.Pick(Instruments);
            var asked = instrument == Instrument.OlderAdultCensus ? family with { People = [(village.Pick(family.People).Person, Kinship.Head)] } : family;
            last = village.Interview(asked, $"20{14 + village.Next(10)}-0{1 + village.Next(8)}-15", instrument, 0.3);
            registry.Submit(last);
        }

        return (registry, last);
    }

    private static IEnumerable<string> Told(HouseholdMatch match) =>
        match.Members.Select(member => $"{member.SubmittedMemberId} {member.KnownHouseholdId} {member.KnownMemberId} {member.Reason}").Order();

    private static List<T> Shuffled<T>(Village village, IEnumerable<T> items) =>
        [.. items.Select(item => (item, village.Next(1000))).OrderBy(pair => pair.Item2).Select(pair => pair.item)];

    private static void ForAll(Action<Village> check) =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => check(new Village(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(Times));
}
