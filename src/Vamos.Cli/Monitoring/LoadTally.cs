namespace Vamos.Cli.Monitoring;

/// <summary>What became of the questions of one kind.</summary>
internal sealed class LoadTally
{
    private readonly Lock _lock = new();
    private readonly List<float> _milliseconds = [];
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private long _answered;
    private long _notSent;

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Questions that could not be sent, because too many were under way.</summary>
    public long Unsent => Interlocked.Read(ref _notSent);

    /// <summary>Failures by reason.</summary>
    public IReadOnlyDictionary<string, long> Failures
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<string, long>(_failures, StringComparer.Ordinal);
        }
    }

    public void Answer(TimeSpan took)
    {
        Interlocked.Increment(ref _answered);
        Add(took);
    }

    public void Fail(string reason, TimeSpan took)
    {
        lock (_lock)
            _failures[reason] = _failures.GetValueOrDefault(reason) + 1;
        Add(took);
    }

    public void NotSent(TimeSpan waited)
    {
        Interlocked.Increment(ref _notSent);
        Add(waited);
    }

    /// <summary>How long all of them took, from when they were due.</summary>
    public Percentiles Times()
    {
        lock (_lock)
            return new Percentiles(_milliseconds);
    }

    private void Add(TimeSpan took)
    {
        lock (_lock)
            _milliseconds.Add((float)took.TotalMilliseconds);
    }
}
