namespace Vamos.Adapters.Health.Hl7.Events;

/// <summary>What a message says about a patient. Of a field it says a value, that there is none (an empty text), or nothing (null).</summary>
internal sealed class PatientFacts
{
    /// <summary>All fields, in the order of their columns.</summary>
    public static readonly IReadOnlyList<PatientField> Fields = Enum.GetValues<PatientField>();

    private readonly string?[] _told = new string?[Fields.Count];

    public string? this[PatientField field]
    {
        get => _told[(int)field];
        set => _told[(int)field] = value;
    }
}
