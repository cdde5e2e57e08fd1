namespace Vamos.Cli.Services;

using Vamos.Cli.Reports;
using Vamos.Contracts.Territory;
using Vamos.ServiceNetwork.V1;

/// <summary>Services in the words of a report.</summary>
internal static class ServiceWording
{
    public static string Territories(IReadOnlyCollection<string> codes) => codes.Count == 0 ? "the whole country" : string.Join(", ", codes.Select(Territory));

    public static string Territory(string code) => TerritoryCatalogue.Paraguay.FindDepartment(code) is { } department
        ? $"{department.Name} ({code})"
        : Wording.District(code);

    public static string Days(Google.Protobuf.WellKnownTypes.Duration? duration) => duration is null ? "" : $"{duration.ToTimeSpan().TotalDays:0} days";

    /// <summary>How available it is, in a few words.</summary>
    public static string Availability(ServiceOffering service) => service.Availability is not { } report
        ? ""
        : (report switch
        {
            { Suspended: true } => "suspended: " + report.Reason,
            { HasFreePlaces: true } => $"{report.FreePlaces} places free",
            _ => "available",
        }) + (report.Stale ? ", stale" : "");
}
