namespace Vamos.Hub.Fips.Store;

using System.Data.Common;
using Dapper;
using Vamos.Hub.Storage;

/// <summary>
/// The part of the registry that a set of forms touches: the forms that they are versions of, and the households that share people with them. Read in
/// a few statements for the whole set, and kept up to date while the set is placed, so that its forms see each other.
/// </summary>
internal sealed class Reach
{
    private readonly Dictionary<string, List<KnownForm>> _households = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownForm> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<long, HashSet<string>> _byKey = [];

    private Reach(IEnumerable<FormRow> rows, IEnumerable<(long Key, string HouseholdId)> keys)
    {
        foreach (var row in rows)
            Add(new KnownForm(row));
        foreach (var (key, household) in keys)
            HouseholdsOf(key).Add(household);
    }

    /// <summary>Every form in reach.</summary>
    public IEnumerable<KnownForm> Forms => _forms.Values;

    public static async Task<Reach> ReadAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<PreparedForm> forms)
    {
        var connection = transaction.Connection!;
        var byKey = (await FormRows.HouseholdsOfKeysAsync(connection, dialect, [.. forms.SelectMany(form => form.Keys).Distinct()], transaction)).AsList();
        // Only of whom no document is known is looked for with more patience.
        var known = byKey.Select(pair => pair.Key).ToHashSet();
        var patiently = forms.Where(form => !form.DocumentKeys.Any(known.Contains)).SelectMany(form => form.PatientKeys).Distinct().ToArray();
        byKey.AddRange(await FormRows.HouseholdsOfKeysAsync(connection, dialect, patiently, transaction));
        var formIds = forms.Select(form => form.Form.FormId).Where(id => id.Length != 0).Distinct(StringComparer.Ordinal).ToArray();
        var ofForms = formIds.Length == 0
            ? []
            : await connection.QueryAsync<string>(
                $"SELECT household_id FROM fips_form WHERE {dialect.AnyOfMany("form_id", "formIds")}", new { formIds = dialect.Many(formIds) }, transaction);
        var households = byKey.Select(pair => pair.HouseholdId).Concat(ofForms)
            .Concat(forms.Select(form => form.Form.HouseholdId).Where(id => id.Length != 0))
            .ToHashSet(StringComparer.Ordinal);
        return new Reach(await FormRows.OfHouseholdsAsync(connection, dialect, households, transaction), byKey);
    }

    public KnownForm? Find(string formId) => _forms.GetValueOrDefault(formId);

    /// <summary>The forms of a household; empty when there is none of the identifier.</summary>
    public IReadOnlyList<KnownForm> Household(string householdId) => _households.GetValueOrDefault(householdId) ?? [];

    /// <summary>Households that may be that of a form, in the order in which they came to be.</summary>
    public SortedSet<string> Sharing(PreparedForm form)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in form.DocumentKeys.Any(_byKey.ContainsKey) ? form.Keys : [.. form.Keys, .. form.PatientKeys])
        {
            if (_byKey.TryGetValue(key, out var households))
                found.UnionWith(households);
        }

        return found;
    }

    /// <summary>A form that is new in this set.</summary>
    public void Add(KnownForm form)
    {
        _forms.Add(form.FormId, form);
        if (!_households.TryGetValue(form.HouseholdId, out var forms))
            _households.Add(form.HouseholdId, forms = []);
        forms.Add(form);
    }

    /// <summary>From now on forms of a household are found by these keys.</summary>
    public void Index(string householdId, long[] keys)
    {
        foreach (var key in keys)
            HouseholdsOf(key).Add(householdId);
    }

    private HashSet<string> HouseholdsOf(long key)
    {
        if (!_byKey.TryGetValue(key, out var households))
            _byKey.Add(key, households = new HashSet<string>(StringComparer.Ordinal));
        return households;
    }
}
