namespace Vamos.Adapters.Health.Hl7.Store;

using Microsoft.Data.Sqlite;
using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Hl7.Events;

/// <summary>What the store knows of some people, read in one go.</summary>
internal sealed class KnownPatients
{
    private readonly Dictionary<string, List<PatientRow>> _patients = [];
    private readonly Dictionary<long, List<KnownDose>> _doses = [];
    private readonly Dictionary<string, List<RecordIssue>> _issues = [];

    private KnownPatients()
    {
    }

    /// <summary>Reads.</summary>
    /// <param name="path">The store.</param>
    /// <param name="cedulas">The people, as a JSON list of texts.</param>
    /// <param name="withDoses">Whether doses are wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="LegacySystemException">The store cannot be read.</exception>
    public static async Task<KnownPatients> ReadAsync(string path, string cedulas, bool withDoses, CancellationToken cancellationToken)
    {
        await using var connection = await EventDatabase.OpenForReadingAsync(path, cancellationToken);
        try
        {
            var known = new KnownPatients();
            // One transaction, so that no merge happens between patients and doses.
            await using var transaction = connection.BeginTransaction(deferred: true);
            known.ReadPatients(connection, cedulas);
            if (withDoses)
                known.ReadDoses(connection, cedulas);
            known.ReadIssues(connection, cedulas);
            return known;
        }
        catch (SqliteException e)
        {
            throw EventDatabase.Unreadable(e);
        }
    }

    /// <summary>The records of a person: one for each institution that keeps one.</summary>
    public IReadOnlyList<PatientRow> PatientsOf(string cedula) => _patients.GetValueOrDefault(cedula) ?? [];

    /// <summary>The doses of a record.</summary>
    public IReadOnlyList<KnownDose> DosesOf(PatientRow patient) => _doses.GetValueOrDefault(patient.Id) ?? [];

    /// <summary>The messages about a person that were set aside.</summary>
    public IReadOnlyList<RecordIssue> IssuesOf(string cedula) => _issues.GetValueOrDefault(cedula) ?? [];

    private void ReadPatients(SqliteConnection connection, string cedulas)
    {
        using var statement = new Statement(
            connection,
            "SELECT id, cedula, cedula_at, name, name_at, birth, birth_at, sex, sex_at, marital, marital_at, death, death_at FROM patient "
            + "WHERE cedula IN (SELECT value FROM json_each($1)) ORDER BY id",
            1);
        using var reader = statement.Read(cedulas);
        while (reader.Read())
        {
            var patient = new PatientRow(reader.GetInt64(0));
            foreach (var field in PatientFacts.Fields)
            {
                var column = ((int)field * 2) + 1;
                patient.Load(field, reader.IsDBNull(column) ? null : reader.GetString(column), reader.GetInt64(column + 1));
            }

            Add(_patients, patient.Cedula!, patient);
        }
    }

    private void ReadDoses(SqliteConnection connection, string cedulas)
    {
        using var statement = new Statement(
            connection,
            "SELECT d.patient, d.id, d.filler, d.system, d.code, d.name, d.date, d.number, d.given, d.establishment, d.deleted, d.changed FROM patient p "
            + "JOIN dose d ON d.patient = p.id WHERE p.cedula IN (SELECT value FROM json_each($1)) ORDER BY d.date, d.id",
            1);
        using var reader = statement.Read(cedulas);
        while (reader.Read())
        {
            Add(_doses, reader.GetInt64(0), new KnownDose(
                reader.GetInt64(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4),
                reader.GetString(5),
                reader.GetString(6),
                reader.IsDBNull(7) ? null : reader.GetInt32(7),
                (DoseGiven)reader.GetInt32(8),
                reader.GetString(9),
                reader.GetInt64(10) != 0,
                reader.GetInt64(11)));
        }
    }

    private void ReadIssues(SqliteConnection connection, string cedulas)
    {
        using var statement = new Statement(
            connection,
            "SELECT cedula, control_id, type, location, reason FROM set_aside WHERE cedula IN (SELECT value FROM json_each($1)) ORDER BY seq", 1);
        using var reader = statement.Read(cedulas);
        while (reader.Read())
            Add(_issues, reader.GetString(0), SetAsideMessage.Issue(reader.GetString(2), reader.GetString(1), reader.GetString(3), reader.GetString(4)));
    }

    private static void Add<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key, TValue value)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(value);
    }
}
