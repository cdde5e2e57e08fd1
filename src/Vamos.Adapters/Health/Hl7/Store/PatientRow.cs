namespace Vamos.Adapters.Health.Hl7.Store;

using Vamos.Adapters.Health.Hl7.Events;

/// <summary>A patient with what was last said about each field, and when it was said.</summary>
internal sealed class PatientRow(long id)
{
    private readonly string?[] _values = new string?[PatientFacts.Count];
    private readonly long[] _saidAt = new long[PatientFacts.Count];

    public long Id { get; set; } = id;

    public string? Cedula => this[PatientField.Cedula] is { Length: > 0 } cedula ? cedula : null;

    public string? this[PatientField field] => _values[(int)field];

    public long SaidAt(PatientField field) => _saidAt[(int)field];

    public void Load(PatientField field, string? value, long saidAt) => (_values[(int)field], _saidAt[(int)field]) = (value, saidAt);

    /// <summary>Takes over what a message says, where it is not older than what is known.</summary>
    /// <param name="facts">What it says.</param>
    /// <param name="time">When it was said.</param>
    /// <param name="onlyGaps">Takes over only what was never said yet.</param>
    /// <returns>Whether anything is different now.</returns>
    public bool Apply(PatientFacts facts, long time, bool onlyGaps)
    {
        var isDifferent = false;
        foreach (var field in Enum.GetValues<PatientField>())
        {
            var known = SaidAt(field);
            if (facts[field] is not { } told || (known != 0 && (onlyGaps || time < known)))
                continue;
            isDifferent |= this[field] != told;
            Load(field, told, time);
        }

        return isDifferent;
    }

    /// <summary>Takes over from a record that was merged into this one what was never said of this one.</summary>
    public void FillFrom(PatientRow merged)
    {
        foreach (var field in Enum.GetValues<PatientField>())
        {
            if (SaidAt(field) == 0)
                Load(field, merged[field], merged.SaidAt(field));
        }

        // A cédula is not unsaid by a record that has none.
        if (Cedula is null && merged.Cedula is not null)
            Load(PatientField.Cedula, merged.Cedula, merged.SaidAt(PatientField.Cedula));
    }
}
