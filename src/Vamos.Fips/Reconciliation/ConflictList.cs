namespace Vamos.Fips.Reconciliation;

using Google.Protobuf;
using Vamos.Fips.V1;

/// <summary>Collects what forms disagree about, by field and in the order in which it is found.</summary>
internal sealed class ConflictList
{
    private readonly List<FieldConflict> _conflicts = [];
    private readonly Dictionary<string, FieldConflict> _byField = new(StringComparer.Ordinal);

    public IReadOnlyList<FieldConflict> Conflicts => _conflicts;

    /// <summary>Adds what a form says; what counts first is added first.</summary>
    /// <param name="field">Path in the view.</param>
    /// <param name="value">The value as the contract's messages hold it.</param>
    /// <param name="form">The form.</param>
    public void Add(string field, object value, IntegratedProtectionForm form)
    {
        if (!_byField.TryGetValue(field, out var conflict))
        {
            conflict = new FieldConflict { Field = field };
            _byField.Add(field, conflict);
            _conflicts.Add(conflict);
        }

        using var json = new StringWriter();
        JsonFormatter.Default.WriteValue(json, value);
        var statement = new FieldStatement { Value = json.ToString(), FormId = form.FormId };
        if (form.Interview is { } interview)
        {
            statement.Instrument = interview.Instrument;
            statement.InterviewDate = interview.Date?.Clone();
        }

        statement.Provenance = form.Provenance?.Clone();
        conflict.Statements.Add(statement);
    }
}
