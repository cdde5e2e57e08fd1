namespace Vamos.Network.Offerings;

using Vamos.Contracts.Errors;
using Vamos.ServiceNetwork.V1;

/// <summary>What a report of availability must say, how long it counts, and what it means.</summary>
public static class AvailabilityRules
{
    private const int MostPlaces = 10_000_000;
    private const int LongestReason = 500;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3650);

    /// <summary>How long a report counts when the service does not say.</summary>
    public static TimeSpan UsualFreshness { get; } = TimeSpan.FromDays(30);

    /// <summary>Everything that is wrong with a report, by field, in Spanish.</summary>
    public static IReadOnlyList<ProblemField> Violations(Availability? report, string path)
    {
        var found = new Violations();
        if (report is null)
        {
            found.Add(path, "es obligatorio");
            return found.All;
        }

        if (report is { HasFreePlaces: true, FreePlaces: < 0 or > MostPlaces })
            found.Add($"{path}.free_places", $"debe estar entre 0 y {MostPlaces}");
        if (report.WaitingTime is { } wait && (wait.Seconds < 0 || wait.Nanos < 0 || wait.Seconds > LongestWait.TotalSeconds))
            found.Add($"{path}.waiting_time", "debe estar entre 0 y 3650 días");
        found.Text($"{path}.reason", report.Reason, LongestReason);
        if (report.Suspended && string.IsNullOrWhiteSpace(report.Reason))
            found.Add($"{path}.reason", "indique por qué está suspendido el servicio");
        if (!report.Suspended && report.Reason.Length != 0)
            found.Add($"{path}.reason", "solo se indica cuando el servicio está suspendido");
        return found.All;
    }

    /// <summary>Whether the latest report of a service is older than the provider promised to keep it.</summary>
    public static bool IsStale(ServiceOffering service, DateTimeOffset now) =>
        service.Availability?.ReportTime is { } reported && reported.ToDateTimeOffset() + FreshFor(service) < now;

    /// <summary>Whether somebody can be sent there now: a fresh report, not suspended, and no lack of places.</summary>
    public static bool IsAvailable(ServiceOffering service, DateTimeOffset now) =>
        service.Availability is { Suspended: false } report && !(report.HasFreePlaces && report.FreePlaces == 0) && !IsStale(service, now);

    private static TimeSpan FreshFor(ServiceOffering service) => service.AvailabilityFreshFor?.ToTimeSpan() ?? UsualFreshness;
}
