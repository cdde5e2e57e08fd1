namespace Vamos.Hub.Audit;

/// <summary>Whether the log can be relied on.</summary>
/// <param name="Healthy">False when appends fail, or will soon for lack of space.</param>
/// <param name="Reason">Why not; empty when healthy.</param>
/// <param name="FreeBytes">Free bytes on the disk; null when unknown.</param>
public sealed record AuditHealth(bool Healthy, string Reason, long? FreeBytes);
