namespace Vamos.Adapters.Hl7;

/// <summary>A message that cannot be understood. Says where and why, and quotes nothing of it.</summary>
/// <param name="code">The reason by the standard's table.</param>
/// <param name="location">Where; null when nowhere in particular.</param>
/// <param name="reason">The reason in words that follow the location: "is missing".</param>
public sealed class Hl7Exception(Hl7ErrorCode code, Hl7Location? location, string reason)
    : Exception(location is { } place ? $"{place} {reason}" : reason)
{
    /// <summary>The reason by the standard's table.</summary>
    public Hl7ErrorCode Code { get; } = code;

    /// <summary>Where.</summary>
    public Hl7Location? Location { get; } = location;

    /// <summary>The reason in words.</summary>
    public string Reason { get; } = reason;
}
