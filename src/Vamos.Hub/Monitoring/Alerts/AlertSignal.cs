namespace Vamos.Hub.Monitoring.Alerts;

/// <summary>How soon somebody has to look.</summary>
public enum AlertSeverity
{
    /// <summary>Today.</summary>
    Warning,

    /// <summary>Now.</summary>
    Critical,
}

/// <summary>Something that is wrong at this moment.</summary>
/// <param name="Code">Kind. Example: <c>adapter-down</c>.</param>
/// <param name="Subject">What it is about, an institution or an agreement; empty for the hub itself.</param>
/// <param name="Severity">How soon somebody has to look.</param>
/// <param name="Spanish">What is wrong, for an operator; no personal data.</param>
/// <param name="English">The same in English.</param>
public sealed record AlertSignal(string Code, string Subject, AlertSeverity Severity, string Spanish, string English);

/// <summary>Something that was wrong long enough to be told.</summary>
/// <param name="Signal">What, as it was last.</param>
/// <param name="RaisedAt">Since when.</param>
/// <param name="ClearedAt">Until when; null while it lasts.</param>
public sealed record Alert(AlertSignal Signal, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt);

/// <summary>Looks for one kind of trouble.</summary>
/// <param name="Code">The kind; all its signals bear it.</param>
/// <param name="After">How long trouble of this kind must last before it is told, and be gone before it is over.</param>
/// <param name="Look">What is wrong at a moment; nothing when all is well.</param>
public sealed record AlertCheck(string Code, TimeSpan After, Func<DateTimeOffset, IEnumerable<AlertSignal>> Look);
