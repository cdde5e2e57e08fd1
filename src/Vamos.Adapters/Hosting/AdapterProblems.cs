namespace Vamos.Adapters.Hosting;

using Grpc.Core;
using Vamos.Contracts.Errors;

/// <summary>What an adapter tells the hub when it has no answer. No name, address or message of a legacy system is among it.</summary>
internal static class AdapterProblems
{
    public static Problem LegacySystemUnavailable { get; } = new(
        StatusCode.Unavailable,
        ErrorReasons.LegacySystemUnavailable,
        "The institution's legacy system does not answer. Its operator finds the cause in the adapter's log.",
        "El sistema de la institución no responde en este momento.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static Problem ChangesNotOffered { get; } = new(
        StatusCode.Unimplemented,
        ErrorReasons.NotOffered,
        "This adapter offers no changes: watches_changes of Describe is false.",
        "Este adaptador no ofrece un registro de cambios.");

    public static Problem MalformedResumeToken { get; } =
        Problem.InvalidRequest([new ProblemField("resume_token", "is not a token of this adapter's change feed")]);

    public static Problem ResumeTokenExpired { get; } = new(
        StatusCode.OutOfRange,
        ErrorReasons.ResumeTokenExpired,
        "What changed behind this token is no longer known. Ask for all records anew, then watch with an empty token.",
        "Ya no se conservan los cambios posteriores a este punto. Consulte nuevamente todos los registros.");

    public static Problem TooManyWatchers { get; } = new(
        StatusCode.ResourceExhausted,
        ErrorReasons.TooManyWatchers,
        "As many watch the changes of this adapter as it allows. Share one stream, or end one.",
        "Hay demasiados observadores de los cambios de este adaptador.");

    public static Problem Stopping { get; } = new(
        StatusCode.Unavailable,
        ErrorReasons.LegacySystemUnavailable,
        "The adapter is stopping. Go on later with the last resume token.",
        "El adaptador se está deteniendo.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static Problem CallerNotAllowed(string allowed) => new(
        StatusCode.PermissionDenied,
        ErrorReasons.CallerNotAllowed,
        $"Only the institution '{allowed}' may call this adapter. Others ask the hub.",
        "Solo la plataforma de intercambio puede consultar este adaptador.");
}
