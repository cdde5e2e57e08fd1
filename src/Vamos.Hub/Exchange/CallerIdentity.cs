namespace Vamos.Hub.Exchange;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Listeners;

/// <summary>First step: who calls, by the client certificate of the connection.</summary>
internal static class CallerIdentity
{
    /// <summary>Code of the institution that calls.</summary>
    /// <exception cref="ProblemException">The certificate names no institution.</exception>
    public static string Require(ServerCallContext context) => CallerInstitution.Of(context).Code ?? throw new ProblemException(NamesNone);

    private static Problem NamesNone { get; } = new(
        StatusCode.PermissionDenied,
        ErrorReasons.CallerNotAllowed,
        "The client certificate names no institution. Ask the hub's operator for one with a urn:vamos:institution name.",
        "El certificado presentado no identifica a ninguna institución.");
}
