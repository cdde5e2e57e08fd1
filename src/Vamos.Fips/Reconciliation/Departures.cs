namespace Vamos.Fips.Reconciliation;

using Vamos.Fips.V1;

/// <summary>Finds who of a household has left it.</summary>
internal static class Departures
{
    /// <summary>Everybody who has left; those who went to another household are marked in the household too.</summary>
    public static IReadOnlyList<LeftMember> Of(
        HouseholdPeople household, IReadOnlyList<HouseholdChange> changes, IReadOnlyList<IntegratedProtectionForm> formsOfChanges)
    {
        var left = new Dictionary<KnownPerson, LeftMember>();
        foreach (var person in household.People)
        {
            if (!person.Current)
                left.Add(person, new(person.MemberId, LeftBecause.NotInNewestForm, household.Whole!.FormId, ""));
        }

        var splits = changes.Where(change => change.Kind == HouseholdChangeKind.Split)
            .DistinctBy(change => change.FormId, StringComparer.Ordinal).ToDictionary(change => change.FormId, StringComparer.Ordinal);
        foreach (var form in formsOfChanges.Order(FormOrder.Instance))
        {
            if (!splits.TryGetValue(form.FormId, out var split) || form.HouseholdId == household.HouseholdId)
                continue;
            var members = Statement.Of(form);
            var links = Linker.Assign(members, household.People, household.HouseholdId, Familiarity.SameDistrict);
            for (var i = 0; i < links.Length; i++)
            {
                if (links[i].Person is not { } person || !members[i].IsMember || !FormOrder.Outranks(form, person.Deciding.Form))
                    continue;
                if (person.Current || left[person].OtherHouseholdId.Length == 0)
                    left[person] = new(person.MemberId, LeftBecause.InOtherHousehold, form.FormId, split.OtherHouseholdId);
                person.Current = false;
            }
        }

        return [.. left.Values.OrderBy(member => member.MemberId, StringComparer.Ordinal)];
    }
}
