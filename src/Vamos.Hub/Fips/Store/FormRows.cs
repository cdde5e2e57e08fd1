namespace Vamos.Hub.Fips.Store;

using System.Data.Common;
using System.Globalization;
using Dapper;
using Vamos.Fips.V1;
using Vamos.Hub.Storage;

/// <summary>A form as the tables have it.</summary>
internal sealed record FormRow
{
    public long FormNo { get; init; }

    public string FormId { get; init; } = "";

    public string HouseholdId { get; init; } = "";

    public long Seq { get; init; }

    public long Version { get; init; }

    public long StoredAt { get; init; }

    public string People { get; init; } = "";

    /// <summary>The bytes; null in a list that leaves them out, and once the form is erased.</summary>
    public byte[]? Form { get; init; }

    /// <summary>The form, in the household that it belongs to now.</summary>
    public IntegratedProtectionForm Read()
    {
        var form = IntegratedProtectionForm.Parser.ParseFrom(Form);
        form.HouseholdId = HouseholdId;
        return form;
    }
}

/// <summary>What is asked of the tables, in the words of both databases.</summary>
internal static class FormRows
{
    public const string Columns =
        """
        f.form_no AS FormNo, f.form_id AS FormId, f.household_id AS HouseholdId, v.seq AS Seq, v.version AS Version, v.stored_at AS StoredAt,
        v.people AS People, v.form AS Form
        """;

    /// <summary>Each form in its latest version.</summary>
    public const string Latest = "fips_form f JOIN fips_version v ON v.seq = f.seq";

    /// <summary>Each version of each form.</summary>
    public const string Every = "fips_version v JOIN fips_form f ON f.form_no = v.form_no";

    // a key that so many share identifies nobody; without a bound one such key would read the whole registry
    private const int MostFormsOfKeys = 20_000;

    /// <summary>The last number given out, and when; nothing yet is number 0.</summary>
    public static async Task<(long Seq, long StoredAt)> HeadAsync(DbConnection connection, DbTransaction? transaction = null) =>
        await connection.QueryFirstOrDefaultAsync<(long, long)>(
            "SELECT seq, stored_at FROM fips_version ORDER BY seq DESC LIMIT 1", transaction: transaction);

    /// <summary>Latest versions of all forms of households.</summary>
    public static async Task<List<FormRow>> OfHouseholdsAsync(
        DbConnection connection, Dialect dialect, IReadOnlyCollection<string> households, DbTransaction? transaction = null) =>
        households.Count == 0
            ? []
            : [.. await connection.QueryAsync<FormRow>(
                $"SELECT {Columns} FROM {Latest} WHERE {dialect.AnyOfMany("f.household_id", "households")} AND f.erased_at IS NULL ORDER BY v.seq",
                new { households = dialect.Many(households) },
                transaction)];

    /// <summary>Which households have forms under which keys.</summary>
    public static async Task<IEnumerable<(long Key, string HouseholdId)>> HouseholdsOfKeysAsync(
        DbConnection connection, Dialect dialect, IReadOnlyCollection<long> keys, DbTransaction? transaction = null) =>
        keys.Count == 0
            ? []
            : await connection.QueryAsync<(long, string)>(
                string.Create(CultureInfo.InvariantCulture, $"""
                    SELECT k.match_key, f.household_id FROM fips_match_key k JOIN fips_form f ON f.form_no = k.form_no
                    WHERE {dialect.AnyOfMany("k.match_key", "keys")} LIMIT {MostFormsOfKeys}
                    """),
                new { keys = dialect.Many(keys) },
                transaction);

    /// <summary>Splits and merges of households, the oldest first.</summary>
    public static async Task<ILookup<string, HouseholdChange>> ChangesAsync(
        DbConnection connection, Dialect dialect, IReadOnlyCollection<string> households)
    {
        var rows = await connection.QueryAsync<(string Household, int Kind, string Other, string Form, long At)>(
            $"""
            SELECT household_id, kind, other_household_id, form_id, changed_at FROM fips_household_change
            WHERE {dialect.AnyOfMany("household_id", "households")} ORDER BY seq
            """,
            new { households = dialect.Many(households) });
        return rows.ToLookup(row => row.Household, row => new HouseholdChange
        {
            Kind = (HouseholdChangeKind)row.Kind,
            OtherHouseholdId = row.Other,
            FormId = row.Form,
            ChangeTime = StoredTime.Of(row.At),
        });
    }
}

/// <summary>Times as the tables have them: milliseconds since 1970.</summary>
internal static class StoredTime
{
    public static Google.Protobuf.WellKnownTypes.Timestamp Of(long milliseconds) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
