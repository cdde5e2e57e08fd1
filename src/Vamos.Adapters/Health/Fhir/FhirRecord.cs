namespace Vamos.Adapters.Health.Fhir;

using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Translation;
using Vamos.Beneficiary.V1;

/// <summary>One resource while it is translated. Notes every element that cannot be, and goes on, so that all of them are reported at once.</summary>
internal sealed class FhirRecord
{
    private readonly List<RecordIssue> _issues = [];
    private readonly FactKind _kind;

    public FhirRecord(JsonElement resource, FactKind kind)
    {
        _kind = kind;
        Type = FhirBundle.TypeOf(resource) is { Length: <= 40 } type && type.All(char.IsAsciiLetter) ? type : "Resource";
        Id = IdOf(resource) ?? "";
        Root = new FhirNode(this, resource, Type);
        var meta = Root.Child("meta");
        if (meta.Text("lastUpdated") is { } stamp && FhirDate.Instant(stamp) is { IsUnderstood: true, Value: { } instant })
            LastUpdated = instant;
    }

    public string Type { get; }

    /// <summary>Empty when it has none that is well-formed.</summary>
    public string Id { get; }

    public FhirNode Root { get; }

    /// <summary>When the server last changed it.</summary>
    public DateTimeOffset? LastUpdated { get; }

    public IReadOnlyList<RecordIssue> Issues => _issues;

    /// <summary>The time stamp of the resource, as the moment since which it is true.</summary>
    public Timestamp? AsOf => LastUpdated is { } instant ? Timestamp.FromDateTimeOffset(instant) : null;

    public static string? IdOf(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty("id", out var value) && FhirText.TryRead(value, out var id)
            && FhirReference.IsId(id) ? id : null;

    /// <summary>
    /// Whether nothing in the resource changes its meaning in a way that we do not know. What does is noted; nothing else of it may be used.
    /// </summary>
    public bool IsUnderstood()
    {
        if (Root.Has("implicitRules"))
            Note("implicitRules", "rules that are not known change its meaning");
        else if (Root.Has("modifierExtension"))
            Note("modifierExtension", "an extension that is not known changes its meaning");
        else
            return true;
        return false;
    }

    public T Take<T>(string field, Translated<T> translated)
    {
        if (translated.Reason is { } reason)
            Note(field, reason);
        return translated.Value;
    }

    /// <param name="field">Path of an element, with or without the type in front.</param>
    /// <param name="reason">What is wrong with it, without quoting it.</param>
    public void Note(string field, string reason)
    {
        var path = field.StartsWith(Type, StringComparison.Ordinal) ? field : $"{Type}.{field}";
        if (!_issues.Exists(issue => issue.Field == path && issue.Reason == reason))
            _issues.Add(new RecordIssue { RecordSource = Type, RecordKey = Id, Field = path, Reason = reason, Kind = _kind });
    }
}
