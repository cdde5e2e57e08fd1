namespace Vamos.Hub.Audit;

using Grpc.Core;
using Vamos.Contracts.Errors;

/// <summary>
/// The log could not record an exchange in time, so that its answer must not leave. Whether the record was written after all
/// is not known; a record too many harms nobody, an answer without one would.
/// </summary>
public sealed class AuditUnavailableException(string cause, Exception? inner = null)
    : Exception($"The exchange cannot be recorded: {cause}", inner)
{
    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = new(
        StatusCode.Unavailable,
        ErrorReasons.AuditUnavailable,
        "The hub cannot record exchanges at the moment and gives out nothing that is not recorded. Try again later.",
        "El registro de intercambios no está disponible. Intente de nuevo en unos instantes.")
    { RetryAfter = TimeSpan.FromSeconds(1) };
}
