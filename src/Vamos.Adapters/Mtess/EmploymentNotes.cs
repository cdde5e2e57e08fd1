namespace Vamos.Adapters.Mtess;

using Vamos.Adapter.V1;
using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>One record of an employment while it is translated. Notes every field that cannot be, so that all of them are reported at once.</summary>
/// <param name="source">Message or file that the record is of.</param>
/// <param name="key">Its key there.</param>
internal sealed class EmploymentNotes(string source, string key)
{
    private readonly List<RecordIssue> _issues = [];

    public IReadOnlyList<RecordIssue> Issues => _issues;

    public T Take<T>(string field, Translated<T> translated)
    {
        if (translated.Reason is { } reason)
            Note(field, reason);
        return translated.Value;
    }

    /// <summary>A value without which the record means nothing.</summary>
    public T? Need<T>(string field, Translated<T?> translated)
        where T : class
    {
        var value = Take(field, translated);
        if (translated.IsUnderstood && value is null)
            Note(field, "missing");
        return value;
    }

    /// <summary>Compares both ends of an employment.</summary>
    public void CheckOrder(string endField, Date? start, Date? end)
    {
        if (start is not null && end is not null && start.TryToDateOnly(out var first) && end.TryToDateOnly(out var last) && last < first)
            Note(endField, "before the first day");
    }

    public void Note(string field, string reason) => _issues.Add(
        new RecordIssue { RecordSource = source, RecordKey = key, Field = field, Reason = reason, Kind = FactKind.Employment });
}
