namespace Vamos.Sandbox.LegacySystems.Mds;

using System.Globalization;

/// <summary>
/// Rows that cannot be translated, copied from good ones of the generated population and spoilt in one column. They lie among the others, and
/// never belong to a test person.
/// </summary>
internal sealed class DefectiveRows
{
    /// <summary>Numbers of people who exist in spoilt rows only.</summary>
    public const int FirstNumber = 98_000_001;

    private const long Ids = 700_000_000;
    private const int RowsPerDefect = 5_000;
    private const int FewestPerDefect = 3;

    private static readonly (LegacyTable Table, DefectKind Kind, string Column, bool OwnNumber, object[] Values)[] Plan =
    [
        (MdsSchema.Persona, DefectKind.UnreadableCedula, "numero_cedula", false, ["S/N", "12X4567", "EN TRAMITE", "1.23.456"]),
        (MdsSchema.Persona, DefectKind.ImpossibleDate, "fecha_nacimiento", true, ["31/02/1950", "19501340", "1950-00-17", "30-02-1961"]),
        (MdsSchema.Persona, DefectKind.UnknownDepartment, "id_departamento", true, [TerritoryRows.DepartmentId(TerritoryRows.UnknownDepartment)]),
        (MdsSchema.Persona, DefectKind.UnknownSex, "numero_sexo_persona", true, [3, 0, 16]),
        (MdsSchema.FichaPersona, DefectKind.ImpossibleDate, "fecha_nacimiento", true, ["29/02/2001", "99/99/9999"]),
        (MdsSchema.FichaPersona, DefectKind.UnknownSex, "numero_sexo_persona", true, [2]),
        (MdsSchema.PadronTekopora, DefectKind.ImpossibleDate, "fecha_alta", false, ["31/11/2019", "2019-13-01"]),
        (MdsSchema.PadronTekopora, DefectKind.UnreadableAmount, "monto", false, ["G. 375 MIL", "3,7,5"]),
        (MdsSchema.NominaPension, DefectKind.UnknownState, "estado", false, ["Z", "?"]),
    ];

    private readonly List<LegacyDefect> _defects = [];

    /// <summary>What was spoilt.</summary>
    public IReadOnlyList<LegacyDefect> Defects => _defects;

    /// <summary>Spreads the spoilt rows among the good ones.</summary>
    public List<LegacyRow> AddTo(List<LegacyRow> rows)
    {
        var byTable = rows.Where(row => row.Key < Population.CedulaIssuer.First).ToLookup(row => row.Table);
        List<LegacyRow> spoilt = [];
        foreach (var (table, kind, column, ownNumber, values) in Plan)
        {
            var good = byTable[table].Where(row => row["numero_cedula"] is not null).ToList();
            var count = Math.Min(good.Count, FewestPerDefect + (good.Count / RowsPerDefect));
            for (var i = 0; i < count; i++)
                spoilt.Add(Spoil(good[(i + 1) * good.Count / (count + 1)], kind, column, ownNumber, values[i % values.Length]));
        }

        var all = new List<LegacyRow>(rows.Count + spoilt.Count);
        var every = Math.Max(1, rows.Count / Math.Max(1, spoilt.Count));
        var next = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i % every == 0 && next < spoilt.Count)
                all.Add(spoilt[next++]);
            all.Add(rows[i]);
        }

        all.AddRange(spoilt.Skip(next));
        return all;
    }

    private LegacyRow Spoil(LegacyRow good, DefectKind kind, string column, bool ownNumber, object value)
    {
        var row = good.Copy();
        var key = Ids + _defects.Count;
        var number = FirstNumber + _defects.Count;
        row[row.Table.Columns[0].Name] = key;
        if (ownNumber)
        {
            row["numero_cedula"] = number.ToString(CultureInfo.InvariantCulture);
            row["letra_cedula"] = null;
        }

        row[column] = value;
        _defects.Add(new LegacyDefect(row.Table.Name, key, column, kind, ownNumber ? number : null));
        return row;
    }
}
