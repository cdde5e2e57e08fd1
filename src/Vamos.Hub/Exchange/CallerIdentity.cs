namespace Vamos.Hub.Exchange;

using System.Runtime.CompilerServices;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Listeners;
using Vamos.Hub.Exchange.Agreements;

/// <summary>
/// First step: who calls, by the client certificate of the connection. Resolved once for each connection, and again when the
/// documents change.
/// </summary>
internal sealed class CallerIdentity(CurrentAgreements agreements)
{
    private readonly ConditionalWeakTable<CallerInstitution, Resolved> _ofConnection = [];

    /// <summary>Code of the institution that calls.</summary>
    /// <exception cref="ProblemException">The certificate speaks for no institution.</exception>
    public string Require(ServerCallContext context)
    {
        var resolution = Resolve(CallerInstitution.Of(context));
        return resolution.Code ?? throw new ProblemException(resolution.Failure == ResolutionFailure.NotPinned ? NotPinned : NamesNone);
    }

    /// <summary>For whom a connection's certificate speaks.</summary>
    public InstitutionResolution Resolve(CallerInstitution caller)
    {
        var directory = agreements.Directory;
        if (!_ofConnection.TryGetValue(caller, out var known) || !ReferenceEquals(known.Directory, directory))
        {
            var resolution = caller.Certificate is { } certificate
                ? directory.Resolve(certificate)
                : new InstitutionResolution(null, ResolutionFailure.NamesNone);
            known = new Resolved(directory, resolution);
            _ofConnection.AddOrUpdate(caller, known);
        }

        return known.Resolution;
    }

    private static Problem NamesNone { get; } = new(
        StatusCode.PermissionDenied,
        ErrorReasons.CallerNotAllowed,
        "The client certificate names no institution. Ask the hub's operator for one with a urn:vamos:institution name.",
        "El certificado presentado no identifica a ninguna institución.");

    private static Problem NotPinned { get; } = new(
        StatusCode.PermissionDenied,
        ErrorReasons.CertificateNotPinned,
        "The institution that the client certificate names is bound to other certificates. Use one of those, or have the hub's operator add this one.",
        "El certificado presentado no está registrado para la institución que indica.");

    private sealed record Resolved(InstitutionDirectory Directory, InstitutionResolution Resolution);
}
