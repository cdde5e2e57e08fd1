namespace Vamos.Hub.Fips.Store;

using Google.Protobuf;
using Vamos.Common.V1;
using Vamos.Fips;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;

/// <summary>
/// A set of forms on its way into the tables, within one transaction: finds out what becomes of each, and gathers the rows. Deterministic but for the
/// identifiers that it makes.
/// </summary>
internal sealed class StoringSet(Reach reach, EarlierRequests earlier, Submission by, long head, long now)
{
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(now);
    private readonly HashSet<(string, HouseholdChangeKind, string)> _recorded = [];
    private long _head = head;

    public Reach Reach => reach;

    /// <summary>Rows of <c>fips_version</c>.</summary>
    public List<object?[]> Versions { get; } = [];

    /// <summary>Rows of <c>fips_household_change</c>.</summary>
    public List<object?[]> Changes { get; } = [];

    /// <summary>Finds out what becomes of a form.</summary>
    public StoredOutcome Place(PreparedForm prepared)
    {
        if (earlier.Of(prepared) is { } before)
            return before;
        var submitted = prepared.Form;
        var known = submitted.FormId.Length == 0 ? null : reach.Find(submitted.FormId);
        if (known is null && (submitted.FormId.Length != 0 || submitted.Version != 0))
            return new StoredOutcome(StoredKind.FormUnknown);
        if (known is not null && known.Version != submitted.Version)
            return new StoredOutcome(StoredKind.FormOutdated, CurrentVersion: known.Version);
        if (known is null && submitted.HouseholdId.Length != 0 && reach.Household(submitted.HouseholdId).Count == 0)
            return new StoredOutcome(StoredKind.HouseholdUnknown);

        // A form stays in the household that it was found to be of.
        if (known is not null)
            submitted.HouseholdId = known.HouseholdId;
        return Store(prepared, known);
    }

    private StoredOutcome Store(PreparedForm prepared, KnownForm? known)
    {
        var candidates = Candidates(prepared);
        var match = HouseholdMatcher.Match(prepared.Form, candidates);
        var seq = ++_head;
        var household = known?.HouseholdId ?? match.HouseholdId ?? NewId();
        var stored = known ?? new KnownForm(seq, NewId(), household);
        var form = match.Place(household);
        form.FormId = stored.FormId;
        form.Version = stored.Version + 1;
        form.UpdateTime = StoredTime.Of(now);
        form.Provenance = Provenance(form);

        var changes = match.Changes(household, form.FormId, _now);
        var affected = changes.Select(change => change.HouseholdId).Concat(match.Members.Select(member => member.KnownHouseholdId ?? "")).Append(household)
            .Distinct(StringComparer.Ordinal).SelectMany(reach.Household).SelectMany(other => PeopleList.Of(other.Form))
            .Concat(PeopleList.Of(form));
        var people = PeopleList.Write(affected);

        if (known is null)
            reach.Add(stored);
        stored.Become(form, seq);
        stored.FindBy(KeysOf(prepared, household));
        reach.Index(household, stored.Keys);
        foreach (var (at, change) in changes)
            Record(at, change, seq);
        Versions.Add(
        [
            seq, stored.FormNo, form.Version, form.Interview?.Place?.DistrictCode ?? "", (int)(form.Interview?.Instrument ?? Instrument.Unspecified),
            by.Consumer, by.User, by.AgreementId, by.ExchangeId, prepared.RequestKey, prepared.RequestId, prepared.Digest, now, people, form.ToByteArray(),
        ]);
        earlier.Add(prepared, seq);
        return new StoredOutcome(StoredKind.Stored, form, seq);
    }

    private KnownHousehold[] Candidates(PreparedForm prepared)
    {
        var households = reach.Sharing(prepared);
        if (prepared.Form.HouseholdId.Length != 0)
            households.Add(prepared.Form.HouseholdId);
        return [.. households.Select(id => (Id: id, Forms: reach.Household(id))).Where(household => household.Forms.Count != 0)
            .Select(household => new KnownHousehold(household.Id, [.. household.Forms.Select(form => form.Form)]))];
    }

    // A household is found by more than its members' own keys once somebody was written down in it without a document.
    private long[] KeysOf(PreparedForm prepared, string household)
    {
        var forms = reach.Household(household);
        return forms.Count == 1 && forms[0].Form.Members.All(member => member.NationalId is { Number.Length: > 0 })
            ? prepared.Keys
            : MatchKeyHash.Of(new KnownHousehold(household, [.. forms.Select(form => form.Form)]));
    }

    private void Record(string household, HouseholdChange change, long seq)
    {
        // Two members who leave for the same household are one split.
        if (_recorded.Add((household, change.Kind, $"{change.OtherHouseholdId}/{seq}")))
            Changes.Add([household, seq, (int)change.Kind, change.OtherHouseholdId, change.FormId, now]);
    }

    private Provenance Provenance(IntegratedProtectionForm form) => new()
    {
        Institution = by.Consumer,
        System = FormNames.System,
        AsOf = InterviewTime.Of(form),
        RetrievedAt = StoredTime.Of(now),
    };

    private string NewId() => Guid.CreateVersion7(_now).ToString();
}
