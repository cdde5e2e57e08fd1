namespace Vamos.Adapters.Hl7;

/// <summary>What a message may measure. Parts of segments need no limit: they are looked at only when asked for, and cost nothing before.</summary>
public sealed record Hl7Limits
{
    /// <summary>Unless told otherwise.</summary>
    public static Hl7Limits Default { get; } = new();

    /// <summary>Most bytes of a message. Default one megabyte.</summary>
    public int MessageBytes { get; init; } = 1024 * 1024;

    /// <summary>Most segments of a message. Default 5000.</summary>
    public int Segments { get; init; } = 5000;
}
