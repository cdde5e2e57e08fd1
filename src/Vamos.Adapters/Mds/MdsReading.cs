namespace Vamos.Adapters.Mds;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// Everything that is read of the legacy database for some people, in sets: a handful of statements however many people there are. Only what the
/// wanted kinds need is read, and what it takes to tell an unknown person from a known one without such facts.
/// </summary>
internal sealed class MdsReading
{
    private static readonly FactKinds NeedingForms = FactKinds.Of(
        FactKind.Household, FactKind.Enrollment, FactKind.Pregnancy, FactKind.Livestock);

    private static readonly FactKinds NeedingSheets = FactKinds.Of(
        FactKind.Household, FactKind.Enrollment, FactKind.Pregnancy, FactKind.Livestock, FactKind.Retirement);

    private static readonly FactKinds NeedingObjections = FactKinds.Of(FactKind.Coverage, FactKind.Retirement);

    private MdsReading()
    {
    }

    /// <summary>Rows of the register, by cédula.</summary>
    public ILookup<string, PersonRow> Persons { get; private set; } = Nothing<PersonRow>();

    /// <summary>The people's own sheets in household forms, by cédula.</summary>
    public ILookup<string, MemberRow> Sheets { get; private set; } = Nothing<MemberRow>();

    /// <summary>Household forms that are not marked as replaced, by key.</summary>
    public IReadOnlyDictionary<string, FormRow> Forms { get; private set; } = new Dictionary<string, FormRow>();

    /// <summary>Sheets of all members, by key of the form.</summary>
    public ILookup<string, MemberRow> Members { get; private set; } = Nothing<MemberRow>();

    /// <summary>Reports of other bodies, by key of the register's row.</summary>
    public ILookup<string, ObjectionRow> Objections { get; private set; } = Nothing<ObjectionRow>();

    /// <summary>Rows of rolls, by cédula.</summary>
    public ILookup<string, RollRow> Rolls { get; private set; } = Nothing<RollRow>();

    /// <summary>Rows of Tekoporã, by the code of the household form.</summary>
    public ILookup<string, RollRow> RollsByFamily { get; private set; } = Nothing<RollRow>();

    /// <summary>Every row that was read, for what must be set aside.</summary>
    public IReadOnlyList<(string Table, MdsRow Row)> Rows { get; private set; } = [];

    public static async Task<MdsReading> ReadAsync(
        MdsDatabase database, MdsTables tables, IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var keys = people.Select(CedulaKey.Of).ToHashSet(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(cancellationToken);
        var finder = new MdsFinder(database, connection, cancellationToken);
        var reading = new MdsReading();
        await reading.ReadPeopleAsync(finder, tables, keys, kinds);
        await reading.ReadFormsAsync(finder, tables, kinds);
        await reading.ReadRollsAsync(finder, keys, kinds);
        reading.Rows = finder.Found;
        return reading;
    }

    private async Task ReadPeopleAsync(MdsFinder finder, MdsTables tables, HashSet<string> keys, FactKinds kinds)
    {
        Persons = BySubject(await finder.ByCedulaAsync(tables.Persons, keys));
        if (kinds.ContainsAny(NeedingSheets) || !keys.All(key => Persons[key].Any(row => row.IsSound)))
            Sheets = BySubject(await finder.ByCedulaAsync(tables.Members, keys, "es_ficha_persona_inactiva = 0"));
        if (!kinds.ContainsAny(NeedingObjections))
            return;
        var rows = Persons.SelectMany(rows => rows).Select(row => row.Key);
        Objections = (await finder.ByNumberAsync(tables.Objections, "id_persona", rows, "es_objecion_ele_pen_inactiva = 0")).ToLookup(row => row.PersonKey);
    }

    private async Task ReadFormsAsync(MdsFinder finder, MdsTables tables, FactKinds kinds)
    {
        if (!kinds.ContainsAny(NeedingForms))
            return;
        var forms = Sheets.SelectMany(rows => rows).Select(row => row.FormKey);
        Forms = (await finder.ByNumberAsync(tables.Forms, "id_ficha_hogar", forms, "es_ficha_hogar_inactiva = 0"))
            .DistinctBy(row => row.Key).ToDictionary(row => row.Key);
        if (kinds.Contains(FactKind.Household))
            Members = (await finder.ByNumberAsync(tables.Members, "id_ficha_hogar", Forms.Keys, "es_ficha_persona_inactiva = 0")).ToLookup(row => row.FormKey);
    }

    private async Task ReadRollsAsync(MdsFinder finder, HashSet<string> keys, FactKinds kinds)
    {
        // Somebody may be known by a roll alone.
        var wanted = kinds.Contains(FactKind.Enrollment) ? keys : [.. keys.Where(key => !Persons.Contains(key) && !Sheets.Contains(key))];
        var rows = await finder.ByCedulaAsync(MdsRolls.Tekopora, wanted);
        foreach (var roll in MdsRolls.Others)
            rows.AddRange(await finder.ByCedulaAsync(roll, wanted));
        Rolls = BySubject(rows);
        if (kinds.Contains(FactKind.Enrollment))
        {
            var families = Forms.Values.Select(form => form.Code);
            RollsByFamily = (await finder.ByTextAsync(MdsRolls.Tekopora, "codigo_familia", families)).ToLookup(row => row.FamilyCode);
        }
    }

    // A row whose cédula cannot be read is nobody's: its text may resemble a number that it does not mean.
    private static ILookup<string, TRow> BySubject<TRow>(IEnumerable<TRow> rows)
        where TRow : MdsRow => rows.Where(row => row.Subject is not null).ToLookup(row => CedulaKey.Of(row.Subject!));

    private static ILookup<string, TRow> Nothing<TRow>() => Enumerable.Empty<TRow>().ToLookup(_ => "");
}
