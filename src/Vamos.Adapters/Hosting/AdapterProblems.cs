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

    public static Problem CallerNotAllowed(string allowed) => new(
        StatusCode.PermissionDenied,
        ErrorReasons.CallerNotAllowed,
        $"Only the institution '{allowed}' may call this adapter. Others ask the hub.",
        "Solo la plataforma de intercambio puede consultar este adaptador.");
}
