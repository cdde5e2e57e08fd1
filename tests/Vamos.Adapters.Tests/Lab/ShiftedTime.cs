namespace Vamos.Adapters.Tests.Lab;

/// <summary>A clock that goes wrong by as much as it is told.</summary>
public sealed class ShiftedTime(TimeSpan shift) : TimeProvider
{
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
