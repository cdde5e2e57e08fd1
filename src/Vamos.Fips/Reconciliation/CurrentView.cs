namespace Vamos.Fips.Reconciliation;

using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Fips.V1;

/// <summary>
/// One view of a household from all of its forms: the newest verified answer wins field by field.
/// <para>A form is verified when the whole day of its interview is known. Verified forms count before others; among them the later interview counts
/// first, on one day the integrated form before the household form, the social form and the census of older adults, then what was stored later.</para>
/// <para>A field that was not answered never overrides one that was. The members are those of the form that counts first among the ones that cover the
/// whole household; the census of older adults covers one person, so it adds that person and removes nobody.</para>
/// </summary>
public static class CurrentView
{
    /// <summary>The view alone; see <see cref="Read"/>.</summary>
    public static IntegratedProtectionForm Of(
        IReadOnlyList<IntegratedProtectionForm> latestFormsOfTheHousehold,
        IReadOnlyList<HouseholdChange> changes,
        IReadOnlyList<IntegratedProtectionForm>? formsOfChanges = null) => Read(latestFormsOfTheHousehold, changes, formsOfChanges).Form;

    /// <summary>The view, and who left.</summary>
    /// <param name="latestFormsOfTheHousehold">
    /// The latest version of each form of the household as <see cref="HouseholdMatch.Place"/> gave it, in any order; at least one.
    /// </param>
    /// <param name="changes">Splits and merges recorded at the household.</param>
    /// <param name="formsOfChanges">
    /// The latest versions of the forms that the splits name, which are of other households: whom they have has left. Without them only the
    /// household's own forms tell who left.
    /// </param>
    public static HouseholdView Read(
        IReadOnlyList<IntegratedProtectionForm> latestFormsOfTheHousehold,
        IReadOnlyList<HouseholdChange> changes,
        IReadOnlyList<IntegratedProtectionForm>? formsOfChanges = null)
    {
        ArgumentNullException.ThrowIfNull(latestFormsOfTheHousehold);
        ArgumentNullException.ThrowIfNull(changes);
        if (latestFormsOfTheHousehold.Count == 0)
            throw new ArgumentException("A household has a form.", nameof(latestFormsOfTheHousehold));

        var householdId = latestFormsOfTheHousehold.Select(form => form.HouseholdId).Max(StringComparer.Ordinal)!;
        var household = HouseholdPeople.Of(householdId, latestFormsOfTheHousehold);
        var left = Departures.Of(household, changes, formsOfChanges ?? []);
        var conflicts = new ConflictList();
        var view = Frame(household, conflicts);
        Members(view, household, conflicts);
        view.Conflicts.Add(conflicts.Conflicts);
        view.HouseholdChanges.Add(changes
            .OrderBy(change => change.ChangeTime?.ToDateTimeOffset() ?? default)
            .ThenBy(change => change.FormId, StringComparer.Ordinal)
            .ThenBy(change => change.Kind)
            .ThenBy(change => change.OtherHouseholdId, StringComparer.Ordinal)
            .Select(change => change.Clone()));
        return new(view, left);
    }

    // Everything but the members.
    private static IntegratedProtectionForm Frame(HouseholdPeople household, ConflictList conflicts)
    {
        var main = household.Whole ?? household.Forms[0];
        var view = new IntegratedProtectionForm
        {
            FormId = main.FormId,
            Version = main.Version,
            HouseholdId = household.HouseholdId,
            Interview = main.Interview?.Clone(),
            Provenance = main.Provenance?.Clone(),
            UpdateTime = household.Forms.Select(form => form.UpdateTime).Where(time => time is not null).MaxBy(time => (time.Seconds, time.Nanos))?.Clone(),
        };
        if (view.Interview is { } interview)
            interview.RespondentMemberId = household.PersonOf(main, interview.RespondentMemberId) is { Current: true } person ? person.MemberId : "";

        List<IntegratedProtectionForm> ordered = [main, .. household.Forms.Where(form => form != main)];
        var fields = new FieldMerge(conflicts);
        var places = ordered.Where(form => form.Interview?.Place is not null).Select(form => new Source<IMessage>(form.Interview.Place, form)).ToList();
        if (view.Interview is not null && places.Count != 0)
            fields.Complete(view.Interview.Place ??= new(), places, "interview.place");

        // Another district is another house.
        var district = view.Interview?.Place?.DistrictCode ?? "";
        var there = household.Forms.Where(form =>
            district.Length == 0 || form.Interview?.Place is not { DistrictCode.Length: > 0 } place || place.DistrictCode == district);
        var dwellings = there.Where(form => form.Dwelling is not null).Select(form => new Source<IMessage>(form.Dwelling, form)).ToList();
        if (dwellings.Count != 0)
            fields.Complete(view.Dwelling = ((Dwelling)dwellings[0].Message).Clone(), dwellings, "dwelling");
        var assets = household.Forms.Where(form => form.Assets is not null).Select(form => new Source<IMessage>(form.Assets, form)).ToList();
        if (assets.Count != 0)
            fields.Complete(view.Assets = ((Assets)assets[0].Message).Clone(), assets, "assets");
        return view;
    }

    private static void Members(IntegratedProtectionForm view, HouseholdPeople household, ConflictList conflicts)
    {
        var people = household.InOrder().Where(person => person.Current).ToList();
        var merge = new MemberMerge(household, conflicts);
        for (var i = 0; i < people.Count; i++)
            view.Members.Add(merge.Of(people[i], $"members[{i}]"));
        var kin = new ViewReferences(household, people);
        for (var i = 0; i < people.Count; i++)
            kin.Complete(view.Members[i], people[i]);
        if (household.Forms.Count > 1)
            OneHead(view, people, conflicts);
        OneDocumentEach(view, people, conflicts);
    }

    // A census may call its one person the head.
    private static void OneHead(IntegratedProtectionForm view, List<KnownPerson> people, ConflictList conflicts)
    {
        var seen = false;
        for (var i = 0; i < people.Count; i++)
        {
            if (view.Members[i].Kinship != Kinship.Head)
                continue;
            if (seen)
            {
                view.Members[i].Kinship = Kinship.Unspecified;
                conflicts.Add($"members[{i}].kinship", Kinship.Head, people[i].Newest.Form);
            }

            seen = true;
        }
    }

    // Whoever a newer form gives the document keeps it; who else is said to have it stays, without it and with the contradiction in sight.
    private static void OneDocumentEach(IntegratedProtectionForm view, List<KnownPerson> people, ConflictList conflicts)
    {
        for (var i = 0; i < people.Count; i++)
        {
            if (people[i].Document is not { } document)
                continue;
            var owner = i;
            for (var k = 0; k < people.Count; k++)
            {
                if (k != i && Statement.SameDocument(document, people[k].Document) && Before(people[k], people[owner], document))
                    owner = k;
            }

            if (owner == i)
                continue;
            view.Members[i].NationalId = null;
            foreach (var contender in new[] { people[owner], people[i] })
                conflicts.Add($"members[{i}].national_id", document, contender.Naming(document).Form);
        }
    }

    private static bool Before(KnownPerson one, KnownPerson other, Vamos.Common.V1.NationalId document)
    {
        var (a, b) = (one.Naming(document), other.Naming(document));
        return ReferenceEquals(a.Form, b.Form) ? string.CompareOrdinal(one.MemberId, other.MemberId) < 0 : FormOrder.Outranks(a.Form, b.Form);
    }
}
