namespace Vamos.Adapters.Health.Hl7.Store;

using Microsoft.Data.Sqlite;
using Vamos.Adapters.Health.Hl7.Events;

/// <summary>Doses. One that was taken back stays as a mark, so that an older message cannot bring it again.</summary>
internal sealed class DoseTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _byFiller = new(connection, "SELECT id, changed, filler FROM dose WHERE patient = $1 AND filler = $2 ", 2);
    private readonly Statement _byContent = new(
        connection,
        "SELECT id, changed, filler FROM dose WHERE patient = $1 AND system = $2 AND code = $3 AND date = $4 AND given = $5 ",
        5);
    private readonly Statement _insert = new(
        connection,
        "INSERT INTO dose (patient, filler, system, code, name, date, number, given, establishment, deleted, changed) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        11);
    private readonly Statement _update = new(
        connection,
        "UPDATE dose SET filler = $1, system = $2, code = $3, name = $4, date = $5, number = $6, given = $7, establishment = $8, deleted = $9, "
        + "changed = $10 WHERE id = $11",
        11);
    private readonly Statement _move = new(connection, "UPDATE dose SET patient = $2 WHERE patient = $1", 2);

    /// <summary>Takes over what a message says of a dose, where it is not older than what is known of it.</summary>
    /// <returns>Whether that made a difference.</returns>
    public bool Apply(long patient, Dose dose, long time)
    {
        var isDeleted = dose.Action == DoseAction.Delete;
        var known = Find(patient, dose);
        if (known.Count == 0)
        {
            _insert.Execute(
                patient, dose.Filler, dose.VaccineSystem, dose.VaccineCode, dose.VaccineName, dose.Date, dose.Number, (int)dose.Given, dose.Establishment,
                isDeleted, time);
            return !isDeleted;
        }

        // Several where two records of one patient, merged since, both had it.
        var isDifferent = false;
        foreach (var (id, changed, filler) in known)
        {
            if (time < changed)
                continue;
            _update.Execute(
                filler, dose.VaccineSystem, dose.VaccineCode, dose.VaccineName, dose.Date, dose.Number, (int)dose.Given, dose.Establishment, isDeleted, time,
                id);
            isDifferent = true;
        }

        return isDifferent;
    }

    /// <summary>Gives all doses of a patient to another one.</summary>
    public void Move(PatientRow from, PatientRow to) => _move.Execute(from.Id, to.Id);

    public void Dispose()
    {
        foreach (var statement in new[] { _byFiller, _byContent, _insert, _update, _move })
            statement.Dispose();
    }

    /// <summary>The dose by its number; one that a message gives no number by what was given and when.</summary>
    private List<(long Id, long Changed, string Filler)> Find(long patient, Dose dose)
    {
        using var reader = dose.Filler.Length != 0
            ? _byFiller.Read(patient, dose.Filler)
            : _byContent.Read(patient, dose.VaccineSystem, dose.VaccineCode, dose.Date, (int)dose.Given);
        var found = new List<(long, long, string)>();
        while (reader.Read())
            found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)));
        return found;
    }
}
