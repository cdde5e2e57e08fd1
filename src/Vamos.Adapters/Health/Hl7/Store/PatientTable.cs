namespace Vamos.Adapters.Health.Hl7.Store;

using Microsoft.Data.Sqlite;
using Vamos.Adapters.Health.Hl7.Events;

/// <summary>Patients and the identifiers under which messages name them.</summary>
internal sealed class PatientTable(SqliteConnection connection) : IDisposable
{
    private const string Columns =
        "cedula, cedula_at, name, name_at, birth, birth_at, sex, sex_at, marital, marital_at, death, death_at";

    private readonly Statement _find = new(connection, "SELECT patient, merged_at FROM identifier WHERE key = $1", 1);
    private readonly Statement _name = new(connection, "INSERT OR IGNORE INTO identifier VALUES ($1, $2, $3)", 3);
    private readonly Statement _rename = new(
        connection, "UPDATE identifier SET patient = $2, merged_at = max(coalesce(merged_at, 0), $3) WHERE patient = $1", 3);
    private readonly Statement _load = new(connection, $"SELECT {Columns} FROM patient WHERE id = $1", 1);
    private readonly Statement _insert = new(
        connection, $"INSERT INTO patient ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id", 12);
    private readonly Statement _update = new(
        connection,
        "UPDATE patient SET cedula = $1, cedula_at = $2, name = $3, name_at = $4, birth = $5, birth_at = $6, sex = $7, sex_at = $8, "
        + "marital = $9, marital_at = $10, death = $11, death_at = $12 WHERE id = $13",
        13);
    private readonly Statement _delete = new(connection, "DELETE FROM patient WHERE id = $1", 1);

    /// <summary>The patient whom the first known of some identifiers names, and when that identifier was merged away, if it was.</summary>
    public (PatientRow Patient, long? MergedAt)? Find(PatientIdentifiers identifiers)
    {
        foreach (var key in identifiers.Keys)
        {
            long id;
            long? mergedAt;
            using (var reader = _find.Read(key))
            {
                if (!reader.Read())
                    continue;
                id = reader.GetInt64(0);
                mergedAt = reader.IsDBNull(1) ? null : reader.GetInt64(1);
            }

            return (Load(id), mergedAt);
        }

        return null;
    }

    /// <summary>Writes a patient, and the identifiers that are new.</summary>
    public void Save(PatientRow patient, PatientIdentifiers identifiers, long? mergedAt = null)
    {
        Span<object?> values = new object?[(PatientFacts.Fields.Count * 2) + 1];
        foreach (var field in PatientFacts.Fields)
        {
            // What was taken back is no value, and still has its moment.
            values[(int)field * 2] = patient[field];
            values[((int)field * 2) + 1] = patient.MarkOf(field);
        }

        if (patient.Id == 0)
        {
            patient.Id = (long)_insert.Scalar(values[..^1])!;
        }
        else
        {
            values[^1] = patient.Id;
            _update.Execute(values);
        }

        foreach (var key in identifiers.Keys)
            _name.Execute(key, patient.Id, mergedAt);
    }

    /// <summary>Lets every identifier of a patient name another one from now on, and forgets the patient.</summary>
    public void Replace(PatientRow merged, PatientRow survivor, long time)
    {
        _rename.Execute(merged.Id, survivor.Id, time);
        _delete.Execute(merged.Id);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _find, _name, _rename, _load, _insert, _update, _delete })
            statement.Dispose();
    }

    private PatientRow Load(long id)
    {
        using var reader = _load.Read(id);
        var patient = new PatientRow(id);
        if (!reader.Read())
            throw new InvalidOperationException("An identifier names a patient who is not there.");
        foreach (var field in PatientFacts.Fields)
        {
            var column = (int)field * 2;
            patient.Load(field, reader.IsDBNull(column) ? null : reader.GetString(column), reader.GetInt64(column + 1));
        }

        return patient;
    }
}
