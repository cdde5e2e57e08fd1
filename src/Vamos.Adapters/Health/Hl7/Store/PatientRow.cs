namespace Vamos.Adapters.Health.Hl7.Store;

using Vamos.Adapters.Health.Hl7.Events;

/// <summary>
/// A patient with what was last said about each field, and when. What was said of a record that was merged into this one is lent to it: it counts
/// until something is said of this one itself, however long ago. So the order in which messages arrive makes no difference.
/// </summary>
internal sealed class PatientRow(long id)
{
    private readonly string?[] _values = new string?[PatientFacts.Fields.Count];

    // Negative where the value is lent; 0 where nothing was ever said.
    private readonly long[] _marks = new long[PatientFacts.Fields.Count];

    public long Id { get; set; } = id;

    public string? Cedula => this[PatientField.Cedula] is { Length: > 0 } cedula ? cedula : null;

    public string? this[PatientField field] => _values[(int)field];

    /// <summary>When it was said; 0 when it never was.</summary>
    public long SaidAt(PatientField field) => Math.Abs(MarkOf(field));

    /// <summary>The moment as it is kept.</summary>
    public long MarkOf(PatientField field) => _marks[(int)field];

    public void Load(PatientField field, string? value, long mark) => (_values[(int)field], _marks[(int)field]) = (value, mark);

    /// <summary>Takes over what a message says, where it is not older than what is known.</summary>
    /// <param name="facts">What it says.</param>
    /// <param name="time">When it was said.</param>
    /// <param name="isLent">Whether it was said of a record that was merged into this one since.</param>
    /// <returns>Whether anything is different now.</returns>
    public bool Apply(PatientFacts facts, long time, bool isLent)
    {
        var isDifferent = false;
        foreach (var field in PatientFacts.Fields)
        {
            if (facts[field] is { } told)
                isDifferent |= Take(field, told, isLent ? -time : time);
        }

        return isDifferent;
    }

    /// <summary>Takes over from a record that was merged into this one what was never said of this one.</summary>
    public void Borrow(PatientRow merged)
    {
        foreach (var field in PatientFacts.Fields)
        {
            if (merged.SaidAt(field) != 0)
                Take(field, merged[field] ?? "", -merged.SaidAt(field));
        }
    }

    private bool Take(PatientField field, string value, long mark)
    {
        var known = MarkOf(field);
        var counts = known == 0 || (mark > 0 ? known < 0 || mark >= known : known < 0 && mark <= known);
        if (!counts)
            return false;
        var isDifferent = (this[field] ?? "") != value;
        Load(field, value.Length == 0 ? null : value, mark);
        return isDifferent;
    }
}
