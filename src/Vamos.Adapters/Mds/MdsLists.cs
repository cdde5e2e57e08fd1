namespace Vamos.Adapters.Mds;

using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using Vamos.Adapters.Mds.Sql;
using Vamos.Translation;

/// <summary>The small lists of the ministry's system, read once: places by the electoral body's codes, and indigenous peoples.</summary>
/// <param name="places">Codes of places by key.</param>
/// <param name="peoples">Names of peoples by key.</param>
internal sealed class MdsLists(FrozenDictionary<long, string> places, FrozenDictionary<long, string> peoples)
{
    private const string Places = "ubicacion";
    private const string Peoples = "etnia_indigena";

    /// <summary>The queries of the lists, and what they must return.</summary>
    public static IReadOnlyList<(string Query, IReadOnlyList<MdsColumn> Columns)> Queries { get; } =
    [
        (Places, [.. MdsColumn.Numbers("id_ubicacion"), .. MdsColumn.Texts("codigo_ubicacion")]),
        (Peoples, [.. MdsColumn.Numbers("id_etnia_indigena"), .. MdsColumn.Texts("codigo_etnia_indigena")]),
    ];

    /// <summary>Lists without entries, for those who only want to know which queries there are.</summary>
    public static MdsLists None { get; } = new(FrozenDictionary<long, string>.Empty, FrozenDictionary<long, string>.Empty);

    /// <summary>Reads them.</summary>
    public static async Task<MdsLists> ReadAsync(MdsDatabase database, DbConnection connection, CancellationToken cancellationToken)
    {
        var lists = new List<FrozenDictionary<long, string>>();
        foreach (var (query, columns) in Queries)
        {
            var entries = await database.ReadAsync(
                connection,
                _ => database.Queries.From(query),
                reader => (Key: TextOf(reader, columns[0]), Code: TextOf(reader, columns[1])),
                cancellationToken);
            // An entry without a number and a code names nothing; rows that refer to it are set aside.
            lists.Add(entries.Where(entry => entry.Code.Length != 0 && long.TryParse(entry.Key, CultureInfo.InvariantCulture, out _))
                .DistinctBy(entry => entry.Key)
                .ToFrozenDictionary(entry => long.Parse(entry.Key, CultureInfo.InvariantCulture), entry => entry.Code));
        }

        return new MdsLists(lists[0], lists[1]);
    }

    /// <summary>The INE code of the district in which a row lies; empty when the row names no place.</summary>
    public string DistrictOf(LegacyRecord record)
    {
        var department = CodeOf(record, "id_departamento");
        var district = CodeOf(record, "id_distrito");
        if (department is not null && Vamos.Contracts.Territory.TerritoryCatalogue.Paraguay.FindDepartmentByElectoralCode(department) is null)
            record.Note("id_departamento", "not a department of the electoral body's list");
        else if (department is not null && district is not null && !district.StartsWith(department, StringComparison.Ordinal))
            record.Note("id_distrito", "a district of another department");
        return record.Take("id_distrito", ElectoralTerritory.DistrictOf(district)) ?? "";
    }

    /// <summary>The indigenous people that a row names; empty when it names none.</summary>
    public string PeopleOf(LegacyRecord record)
    {
        if (record.Number("id_etnia_indigena") is not { } id)
            return "";
        if (peoples.TryGetValue(id, out var name))
            return name;
        record.Note("id_etnia_indigena", "not in the list of peoples");
        return "";
    }

    /// <summary>Who reported something, by the ministry's list of providers.</summary>
    public static Translated<string> ProviderOf(long? code) => code switch
    {
        201 => "SINARH",
        301 => "IPS",
        302 => "ANDE",
        303 => "COPACO",
        304 => "PETROPAR",
        305 => "ESSAP",
        401 => "Caja Itaipú",
        402 => "Caja EBY",
        403 => "Caja Municipal",
        404 => "Caja Ferroviaria",
        405 => "Caja Fiscal",
        >= 100 and <= 999 => "",
        _ => Translated<string>.Not("not in the list of providers"),
    };

    private static string TextOf(DbDataReader reader, MdsColumn column) =>
        Convert.ToString(reader.GetValue(reader.GetOrdinal(column.Name)), CultureInfo.InvariantCulture)?.Trim() ?? "";

    private string? CodeOf(LegacyRecord record, string column)
    {
        if (record.Number(column) is not { } id)
            return null;
        if (places.TryGetValue(id, out var code))
            return code;
        record.Note(column, "not in the list of places");
        return null;
    }
}
