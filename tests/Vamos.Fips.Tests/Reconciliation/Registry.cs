namespace Vamos.Fips.Tests.Reconciliation;

using System.Globalization;
using Vamos.Fips.Reconciliation;
using Vamos.Fips.V1;

/// <summary>A store in memory, which uses the reconciliation as the hub's does.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, List<IntegratedProtectionForm>> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<HouseholdChange>> _changes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _index = new(StringComparer.Ordinal);
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _numbers;

    public IReadOnlyCollection<string> Households => _forms.Keys;

    public IReadOnlyList<IntegratedProtectionForm> FormsOf(string householdId) => _forms[householdId];

    public IReadOnlyList<HouseholdChange> ChangesOf(string householdId) => _changes.GetValueOrDefault(householdId, []);

    public HouseholdMatch LastMatch { get; private set; } = null!;

    /// <summary>Stores a form.</summary>
    /// <returns>The form as it was stored.</returns>
    public IntegratedProtectionForm Submit(IntegratedProtectionForm form)
    {
        var submitted = form.Clone();
        var found = submitted.Members.SelectMany(MatchKeys.ToFind).Distinct()
            .SelectMany(key => _index.TryGetValue(key, out var households) ? households : [])
            .Concat(_forms.ContainsKey(submitted.HouseholdId) ? [submitted.HouseholdId] : [])
            .Distinct().Select(id => new KnownHousehold(id, _forms[id])).ToList();
        var match = LastMatch = HouseholdMatcher.Match(submitted, found);
        var householdId = match.HouseholdId ?? Number("H");
        var placed = match.Place(householdId);
        if (placed.FormId.Length == 0)
            placed.FormId = Number("F");
        placed.Version++;
        _now = _now.AddMinutes(1);
        placed.UpdateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_now);

        if (!_forms.TryGetValue(householdId, out var forms))
            _forms.Add(householdId, forms = []);
        forms.RemoveAll(known => known.FormId == placed.FormId);
        forms.Add(placed);
        foreach (var (at, change) in match.Changes(householdId, placed.FormId, _now))
        {
            if (!_changes.TryGetValue(at, out var changes))
                _changes.Add(at, changes = []);
            if (!changes.Exists(known => known.Kind == change.Kind && known.OtherHouseholdId == change.OtherHouseholdId && known.FormId == change.FormId))
                changes.Add(change);
        }

        foreach (var key in MatchKeys.Of(new KnownHousehold(householdId, forms)))
        {
            if (!_index.TryGetValue(key, out var households))
                _index.Add(key, households = new(StringComparer.Ordinal));
            households.Add(householdId);
        }

        return placed;
    }

    /// <summary>The household as it is seen today.</summary>
    public HouseholdView View(string householdId)
    {
        var changes = ChangesOf(householdId);
        var named = changes.Select(change => change.FormId).ToHashSet();
        return CurrentView.Read(_forms[householdId], changes, [.. _forms.Values.SelectMany(forms => forms).Where(form => named.Contains(form.FormId))]);
    }

    private string Number(string kind) => kind + (++_numbers).ToString("00000", CultureInfo.InvariantCulture);
}
