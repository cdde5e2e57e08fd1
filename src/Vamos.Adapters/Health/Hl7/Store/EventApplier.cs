namespace Vamos.Adapters.Health.Hl7.Store;

using Microsoft.Data.Sqlite;
using Vamos.Adapters.Health.Hl7.Events;
using Vamos.Adapters.Hl7;
using Vamos.Beneficiary.V1;

/// <summary>
/// Applies messages to the tables, within a transaction that is not its own. A message that cannot be applied leaves no trace but where it is set aside.
/// </summary>
internal sealed class EventApplier(SqliteConnection connection, TimeProvider time) : IDisposable
{
    private const long Person = 1L << (int)FactKind.Person;
    private const long Immunization = 1L << (int)FactKind.Immunization;

    private readonly PatientTable _patients = new(connection);
    private readonly DoseTable _doses = new(connection);
    private readonly Statement _known = new(connection, "SELECT 1 FROM message WHERE control_id = $1 AND sender = $2 AND digest = $3", 3);
    private readonly Statement _keep = new(
        connection, "INSERT INTO message (sender, control_id, digest, type, received, raw) VALUES ($1, $2, $3, $4, $5, $6)", 6);
    private readonly Statement _setAside = new(
        connection,
        "INSERT OR REPLACE INTO set_aside (sender, control_id, digest, type, received, code, location, reason, cedula, raw) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        10);
    private readonly Statement _solved = new(connection, "DELETE FROM set_aside WHERE control_id = $1 AND sender = $2 AND digest = $3", 3);
    private readonly Statement _superseded = new(
        connection, "UPDATE set_aside SET cedula = NULL WHERE cedula = $1 AND substr(type, 1, 3) = substr($2, 1, 3)", 2);
    private readonly Statement _change = new(connection, "INSERT INTO change (cedula, kinds, time) VALUES ($1, $2, $3)", 3);

    /// <summary>Applies one message, or sets it aside.</summary>
    public Stored Apply(Submission submission)
    {
        if (submission.Event is not { } happened)
            return SetAside(submission, submission.Flaw!, submission.Cedula);
        if (_known.Scalar(submission.ControlId, submission.Sender, submission.Digest) is not null)
            return new Stored(IsDuplicate: true, null);
        if (Apply(happened) is { } flaw)
            return SetAside(submission, flaw, happened.Patient.Cedula);
        _keep.Execute(submission.Sender, submission.ControlId, submission.Digest, submission.Type, Now, submission.Raw);
        _solved.Execute(submission.ControlId, submission.Sender, submission.Digest);
        if (happened.Patient.Cedula is { } cedula)
            _superseded.Execute(cedula, happened.Type);
        return default;
    }

    public void Dispose()
    {
        _patients.Dispose();
        _doses.Dispose();
        foreach (var statement in new[] { _known, _keep, _setAside, _solved, _superseded, _change })
            statement.Dispose();
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Stored SetAside(Submission submission, Hl7Exception flaw, string? cedula)
    {
        _setAside.Execute(
            submission.Sender, submission.ControlId, submission.Digest, submission.Type, Now, (int)flaw.Code, flaw.Location?.ToString() ?? "", flaw.Reason,
            cedula, submission.Raw);
        return new Stored(IsDuplicate: false, flaw);
    }

    /// <summary>Applies an event; null when it could be.</summary>
    private Hl7Exception? Apply(HealthEvent happened)
    {
        var when = happened.Time.ToUnixTimeMilliseconds();
        var found = _patients.Find(happened.Patient);
        var patient = found?.Patient ?? new PatientRow(0);
        var before = patient.Cedula;
        if (found?.MergedAt is not null && before is not null && happened.Patient.Cedula is { } other && other != before)
            return new Hl7Exception(
                Hl7ErrorCode.Internal, new Hl7Location("PID", 1, 3), "names another identity document than the record has into which this one was merged");
        // What was said of a record before it was merged into another one was not said of that other one.
        var isDifferent = patient.Apply(happened.Facts, when, isLent: found?.MergedAt is { } mergedAt && when <= mergedAt);

        var changed = isDifferent || found is null ? Person : 0;
        if (happened.Merged is { } merged)
        {
            if (Merge(patient, merged, happened, when, ref changed) is { } flaw)
                return flaw;
        }
        else
        {
            _patients.Save(patient, happened.Patient);
        }

        foreach (var dose in happened.Doses)
        {
            if (_doses.Apply(patient.Id, dose, when))
                changed |= Immunization;
        }

        // Under a number that is new to the record, everything of it is new.
        Note(patient.Cedula, found is null || before == patient.Cedula ? changed : changed | Immunization);
        if (before is not null && before != patient.Cedula)
            Note(before, Person | Immunization);
        return null;
    }

    private Hl7Exception? Merge(PatientRow survivor, PatientIdentifiers merged, HealthEvent happened, long when, ref long changed)
    {
        var found = _patients.Find(merged)?.Patient;
        var other = found?.Cedula ?? merged.Cedula;
        if (other is not null && survivor.Cedula is not null && other != survivor.Cedula && found?.Id != survivor.Id)
            return new Hl7Exception(Hl7ErrorCode.Internal, new Hl7Location("MRG", 1, 1), "names a record of another identity document than PID-3 does");
        if (found is null || found.Id == survivor.Id)
        {
            if (survivor.Cedula is null && merged.Cedula is not null)
                survivor.Load(PatientField.Cedula, merged.Cedula, when);
            _patients.Save(survivor, happened.Patient);
        }
        else
        {
            survivor.Borrow(found);
            _patients.Save(survivor, happened.Patient);
            _doses.Move(found, survivor);
            _patients.Replace(found, survivor, when);
            changed |= Person | Immunization;
            if (found.Cedula is { } gone && gone != survivor.Cedula)
                Note(gone, Person | Immunization);
        }

        // Messages that still name the old record are of the survivor from now on, even if it never was here.
        _patients.Save(survivor, merged, when);
        return null;
    }

    private void Note(string? cedula, long kinds)
    {
        if (cedula is not null && kinds != 0)
            _change.Execute(cedula, kinds, Now);
    }
}
