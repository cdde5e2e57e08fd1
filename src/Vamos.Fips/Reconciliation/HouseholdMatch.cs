namespace Vamos.Fips.Reconciliation;

using Google.Protobuf.WellKnownTypes;
using Vamos.Fips.V1;

/// <summary>What a form is, among what was known.</summary>
public sealed class HouseholdMatch
{
    private const int MostProvisionalIds = 16;

    private readonly IntegratedProtectionForm _submitted;
    private readonly HouseholdPeople? _household;
    private readonly IReadOnlyList<Movement> _movements;

    internal HouseholdMatch(
        IntegratedProtectionForm submitted, HouseholdPeople? household, IReadOnlyList<MemberMatch> members, IReadOnlyList<Movement> movements)
    {
        _submitted = submitted;
        _household = household;
        _movements = movements;
        Members = members;
    }

    /// <summary>The household that the form belongs to; null when it shows a new one, which the store then names.</summary>
    public string? HouseholdId => _household?.HouseholdId;

    /// <summary>Who the members are, in the order of the form.</summary>
    public IReadOnlyList<MemberMatch> Members { get; }

    /// <summary>Households of which everybody is now in this form; empty but for a merge.</summary>
    public IEnumerable<string> MergedHouseholds =>
        _movements.Where(movement => movement.Kind == HouseholdChangeKind.Merged).Select(movement => movement.OtherHouseholdId!);

    /// <summary>
    /// The splits and merges to record, each with the household that it is recorded at. A household that loses members has a split, one that takes
    /// in another a merge; of a merge both are recorded. Not every change is shown by the submitted form: one that is older than what was known may
    /// be explained by a form that is stored already.
    /// </summary>
    /// <param name="householdId">The form's household: <see cref="HouseholdId"/>, or the name of the new one.</param>
    /// <param name="formId">Identifier that the form is stored under.</param>
    /// <param name="storedAt">When it is stored.</param>
    public IReadOnlyList<(string HouseholdId, HouseholdChange Change)> Changes(string householdId, string formId, DateTimeOffset storedAt) =>
    [
        .. _movements.Select(movement => (movement.HouseholdId ?? householdId, new HouseholdChange
        {
            Kind = movement.Kind,
            OtherHouseholdId = movement.OtherHouseholdId ?? householdId,
            FormId = movement.FormId ?? formId,
            ChangeTime = Timestamp.FromDateTimeOffset(storedAt),
        })),
    ];

    /// <summary>
    /// The form as it belongs into the household: with the household's identifier, everybody under the member id that he or she has there (so
    /// that a number never means two people), references between members following, and with the provisional identifiers that people have had.
    /// The first form of a household stays as it is.
    /// </summary>
    /// <param name="householdId">The form's household: <see cref="HouseholdId"/>, or the name of the new one.</param>
    public IntegratedProtectionForm Place(string householdId)
    {
        var placed = _submitted.Clone();
        placed.HouseholdId = householdId;
        var ids = MemberIds();
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            var member = placed.Members[i];
            renamed.TryAdd(member.MemberId, ids[i]);
            member.MemberId = ids[i];
            foreach (var id in Members[i].ProvisionalIds)
            {
                if (member.ProvisionalIds.Count < MostProvisionalIds && !member.ProvisionalIds.Contains(id))
                    member.ProvisionalIds.Add(id.Clone());
            }
        }

        MemberReferences.Rename(placed, id => renamed.GetValueOrDefault(id, id));
        return placed;
    }

    private string[] MemberIds()
    {
        var ids = new string[Members.Count];
        var given = _household is null ? new HashSet<string>(StringComparer.Ordinal) : [.. _household.MemberIds];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = _household is not null && Members[i].KnownHouseholdId == HouseholdId ? Members[i].KnownMemberId! : "";
        for (var i = 0; i < ids.Length; i++)
        {
            var own = Members[i].SubmittedMemberId;
            if (ids[i].Length == 0 && own.Length != 0 && given.Add(own))
                ids[i] = own;
        }

        foreach (var i in Enumerable.Range(0, ids.Length).Where(i => ids[i].Length == 0).OrderBy(i => Members[i].SubmittedMemberId, StringComparer.Ordinal))
        {
            ids[i] = HouseholdPeople.NextId(given);
            given.Add(ids[i]);
        }

        return ids;
    }
}
