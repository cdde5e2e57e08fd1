namespace Vamos.Adapters.Tests.Health.Hl7;

/// <summary>A clock that runs as all clocks do, from a moment that a test chooses.</summary>
public sealed class LabTime(DateTimeOffset? start = null) : TimeProvider
{
    private TimeSpan _ahead = (start ?? new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)) - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Pass(TimeSpan time) => _ahead += time;
}
