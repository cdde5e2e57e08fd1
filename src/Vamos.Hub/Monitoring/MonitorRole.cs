namespace Vamos.Hub.Monitoring;

/// <summary>Who watches the traffic of all.</summary>
/// <param name="Has">Whether an institution, by code, has the role by the documents of this moment.</param>
public sealed record MonitorRole(Func<string, bool> Has);
