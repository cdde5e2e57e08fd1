namespace Vamos.Clients.Failures;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;

/// <summary>The one place where a failed call becomes an exception of this library.</summary>
internal sealed class FailureTranslation(Uri hub, string institution)
{
    private readonly string _hub = hub.GetLeftPart(UriPartial.Authority);

    /// <summary>The exception to throw.</summary>
    /// <param name="failure">How the runtime says it.</param>
    /// <param name="cancellation">The caller's own token: giving up is not a failure of the call.</param>
    public Exception Translate(RpcException failure, CancellationToken cancellation)
    {
        if (failure.StatusCode == StatusCode.Cancelled && cancellation.IsCancellationRequested)
            return new OperationCanceledException("The call was cancelled by its caller.", failure, cancellation);

        var problem = Problem.TryRead(failure, out var told) ? told : Explain(failure);
        var exchangeId = failure.Trailers.Get(ExchangeMetadata.ExchangeId)?.Value ?? "";
        return problem.Code switch
        {
            StatusCode.NotFound when problem.Reason == ErrorReasons.PersonNotFound => new PersonNotFoundException(problem, exchangeId, failure),
            StatusCode.Aborted => new ChangedMeanwhileException(problem, exchangeId, failure),
            StatusCode.InvalidArgument => new InvalidRequestException(problem, exchangeId, failure),
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => new AccessDeniedException(problem, exchangeId, failure),
            StatusCode.Unavailable => new HubUnavailableException(problem, exchangeId, failure),
            StatusCode.DeadlineExceeded => new HubDeadlineException(problem, exchangeId, failure),
            _ => new VamosException(problem, exchangeId, failure),
        };
    }

    // Without details: the failure arose here, on the way, or in the runtime of the other side.
    private Problem Explain(RpcException failure) => ConnectionFailure.Explain(failure, hub, institution) ?? failure.StatusCode switch
    {
        StatusCode.DeadlineExceeded => new Problem(
            StatusCode.DeadlineExceeded,
            ErrorReasons.DeadlineExceeded,
            $"The hub at {_hub} did not answer before the deadline of the call. Allow more time, or see whether the hub is in trouble.",
            "Se agotó el tiempo de espera de la solicitud."),
        StatusCode.ResourceExhausted when failure.Status.Detail.Contains("message size", StringComparison.OrdinalIgnoreCase) => new Problem(
            StatusCode.ResourceExhausted,
            ErrorReasons.MessageTooLarge,
            $"A message of the call is greater than allowed: {failure.Status.Detail} "
            + $"Ask for fewer fields, or raise {nameof(VamosClientOptions.MaxMessageSize)}.",
            "El mensaje supera el tamaño permitido."),
        StatusCode.Unavailable => new Problem(
            StatusCode.Unavailable,
            LocalReasons.HubUnreachable,
            $"The hub at {_hub} could not take the call: {failure.Status.Detail}",
            "El sistema no está disponible en este momento."),
        _ => new Problem(
            failure.StatusCode,
            "",
            failure.Status.Detail.Length == 0 ? $"The call failed with {failure.StatusCode}." : failure.Status.Detail,
            "No se pudo completar la solicitud."),
    };
}
