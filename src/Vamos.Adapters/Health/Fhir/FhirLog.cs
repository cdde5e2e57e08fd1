namespace Vamos.Adapters.Health.Fhir;

/// <summary>Log messages 3350 to 3399. None holds personal data.</summary>
internal static partial class FhirLog
{
    [LoggerMessage(3350, LogLevel.Information, "The FHIR server speaks FHIR {Version}")]
    public static partial void Speaks(ILogger logger, string version);

    [LoggerMessage(3351, LogLevel.Warning, "The FHIR server remarks on a search of {Type}: {Codes}")]
    public static partial void SearchRemarked(ILogger logger, string type, string codes);

    [LoggerMessage(3352, LogLevel.Warning, "The FHIR server found {Count} resources of {Type} that nobody asked for; they were left out")]
    public static partial void NotAskedFor(ILogger logger, int count, string type);

    [LoggerMessage(3353, LogLevel.Warning, "The FHIR server is no longer what it was: {Reason}")]
    public static partial void NoLongerFit(ILogger logger, string reason);

    [LoggerMessage(3354, LogLevel.Warning, "Whether the FHIR server is still what it was could not be checked: {Reason}")]
    public static partial void NotChecked(ILogger logger, string reason);

    [LoggerMessage(3355, LogLevel.Information, "{Count} changed resources of {Type} are of nobody with an identity document")]
    public static partial void ChangeOfNobody(ILogger logger, int count, string type);
}
