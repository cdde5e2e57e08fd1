namespace Vamos.Adapters.Mds.Changes;

using System.Data.Common;
using Vamos.Common.V1;

/// <summary>Finds whose records a changed row is part of: the person it names, and everybody of the household whose form or roll it belongs to.</summary>
internal sealed class ChangedPeople(MdsDatabase database, MdsTables tables)
{
    private static readonly IEqualityComparer<ChangedRow> Same = ReferenceEqualityComparer.Instance;

    /// <summary>The people of some rows, each once, in the order of their changes.</summary>
    public async Task<IReadOnlyList<PersonChange>> OfAsync(
        DbConnection connection, IReadOnlyCollection<ChangedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return [];
        var finder = new MdsFinder(database, connection, cancellationToken);
        var subjects = await SubjectsAsync(finder, rows);
        var forms = await FormsAsync(finder, rows);
        var members = (await finder.ByNumberAsync(tables.Members, "id_ficha_hogar", forms.SelectMany(keys => keys))).ToLookup(row => row.FormKey);
        return PersonChange.Merge(rows.SelectMany(changed =>
        {
            // A day stands for its end, which may not have come yet.
            var time = changed.Time is { } said && said < now ? said : now;
            var household = forms[changed].SelectMany(key => members[key]).Select(member => member.Subject);
            return subjects[changed].Concat(household).OfType<NationalId>().Select(person => new PersonChange(person, changed.Table.Touches, time));
        }));
    }

    private async Task<ILookup<ChangedRow, NationalId?>> SubjectsAsync(MdsFinder finder, IReadOnlyCollection<ChangedRow> rows)
    {
        var keys = rows.Select(changed => changed.Row).OfType<ObjectionRow>().Select(row => row.PersonKey);
        var registered = (await finder.ByNumberAsync(tables.Persons, tables.Persons.Key, keys)).ToLookup(row => row.Key);
        return rows.SelectMany(
                changed => changed.Row is ObjectionRow objection ? registered[objection.PersonKey].Select(row => row.Subject) : [changed.Row!.Subject],
                (changed, person) => (changed, person))
            .ToLookup(pair => pair.changed, pair => pair.person, Same);
    }

    private async Task<ILookup<ChangedRow, string>> FormsAsync(MdsFinder finder, IReadOnlyCollection<ChangedRow> rows)
    {
        var codes = rows.Select(changed => changed.Row).OfType<RollRow>().Select(row => row.FamilyCode);
        var ofFamily = (await finder.ByTextAsync(tables.Forms, "codigo_ficha_hogar", codes)).ToLookup(row => row.Code, row => row.Key);
        return rows.SelectMany(
                changed => changed.Row switch
                {
                    FormRow form => [form.Key],
                    MemberRow member => [member.FormKey],
                    RollRow { FamilyCode.Length: > 0 } roll => ofFamily[roll.FamilyCode],
                    _ => [],
                },
                (changed, form) => (changed, form))
            .ToLookup(pair => pair.changed, pair => pair.form, Same);
    }
}
