namespace Vamos.Hub.Monitoring.Alerts;

/// <summary>
/// Which alerts there are. Each is raised once, however long the trouble lasts and however it flickers, and cleared once it has been gone for as long
/// as it had to last. One thread at a time takes signals; anybody may read.
/// </summary>
public sealed class AlertBook
{
    private const int PastKept = 200;
    private const int MostOpen = 500;

    private readonly Dictionary<(string Code, string Subject), Watched> _watched = [];
    private volatile Alert[] _open = [];
    private volatile Alert[] _past = [];

    /// <summary>What needs attention, the gravest first, then the oldest.</summary>
    public IReadOnlyList<Alert> Open => _open;

    /// <summary>What is over, the latest first; a bounded number.</summary>
    public IReadOnlyList<Alert> Past => _past;

    /// <summary>Takes what a check found.</summary>
    /// <param name="check">The check.</param>
    /// <param name="signals">All that it found.</param>
    /// <param name="now">When.</param>
    /// <returns>The alerts that were raised or cleared by it.</returns>
    public IReadOnlyList<Alert> Take(AlertCheck check, IReadOnlyList<AlertSignal> signals, DateTimeOffset now)
    {
        var changed = new List<Alert>();
        foreach (var signal in signals)
            See(signal, check.After, now, changed);
        foreach (var (key, watched) in _watched.Where(w => w.Key.Code == check.Code && signals.All(s => s.Subject != w.Key.Subject)).ToList())
            Miss(key, watched, check.After, now, changed);

        _open = [.. _watched.Values.Where(w => w.RaisedAt is not null).Select(w => new Alert(w.Signal, w.RaisedAt!.Value, null))
            .OrderByDescending(a => a.Signal.Severity).ThenBy(a => a.RaisedAt)];
        var past = changed.Where(a => a.ClearedAt is not null).ToArray();
        if (past.Length != 0)
            _past = [.. past.Concat(_past).Take(PastKept)];
        return changed;
    }

    private void See(AlertSignal signal, TimeSpan after, DateTimeOffset now, List<Alert> changed)
    {
        var key = (signal.Code, signal.Subject);
        if (!_watched.TryGetValue(key, out var watched))
        {
            if (_watched.Count >= MostOpen)
                return;
            _watched[key] = watched = new Watched { SeenSince = now };
        }

        watched.Signal = signal;
        watched.MissedSince = null;
        if (watched.RaisedAt is null && now - watched.SeenSince >= after)
        {
            watched.RaisedAt = now;
            changed.Add(new Alert(signal, now, null));
        }
    }

    private void Miss((string Code, string Subject) key, Watched watched, TimeSpan after, DateTimeOffset now, List<Alert> changed)
    {
        watched.MissedSince ??= now;
        if (watched.RaisedAt is not null && now - watched.MissedSince < after)
            return;
        _watched.Remove(key);
        if (watched.RaisedAt is { } raised)
            changed.Add(new Alert(watched.Signal, raised, now));
    }

    private sealed class Watched
    {
        public AlertSignal Signal { get; set; } = null!;

        public DateTimeOffset SeenSince { get; init; }

        public DateTimeOffset? MissedSince { get; set; }

        public DateTimeOffset? RaisedAt { get; set; }
    }
}
