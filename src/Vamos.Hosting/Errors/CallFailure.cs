namespace Vamos.Hosting.Errors;

using Grpc.Core;
using Vamos.Contracts.Errors;

/// <summary>The one place where an exception becomes what a caller is told. Unforeseen errors keep their message to themselves.</summary>
public static class CallFailure
{
    /// <summary>What the caller is told about an exception that ended a call.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="context">The call.</param>
    /// <param name="time">Tells whether the caller's deadline has passed.</param>
    public static Problem Explain(Exception exception, ServerCallContext context, TimeProvider time) => exception switch
    {
        ProblemException e => e.Problem,
        RpcException e when Problem.TryRead(e, out var problem) => problem,
        RpcException { StatusCode: StatusCode.Unimplemented } => NotOffered(context.Method),
        RpcException { StatusCode: StatusCode.ResourceExhausted } => MessageTooLarge,
        OperationCanceledException when context.Deadline <= time.GetUtcNow().UtcDateTime => DeadlineExceeded,
        OperationCanceledException when context.CancellationToken.IsCancellationRequested => Cancelled,
        _ => Unforeseen,
    };

    /// <summary>True when nobody foresaw the exception, so that it belongs into the log in full.</summary>
    public static bool IsUnforeseen(Problem problem) => ReferenceEquals(problem, Unforeseen);

    private static Problem NotOffered(string method) => new(
        StatusCode.Unimplemented,
        ErrorReasons.NotOffered,
        $"{method} is part of the contract, but this server does not offer it.",
        "Este servidor no ofrece la operación solicitada.");

    private static Problem MessageTooLarge { get; } = new(
        StatusCode.ResourceExhausted,
        ErrorReasons.MessageTooLarge,
        "A message is larger than this server reads. Send less at a time.",
        "El mensaje enviado es demasiado grande.");

    private static Problem DeadlineExceeded { get; } = new(
        StatusCode.DeadlineExceeded,
        ErrorReasons.DeadlineExceeded,
        "The deadline of the call passed before the answer was ready. Allow more time.",
        "Se agotó el tiempo de espera de la solicitud.");

    /// <summary>The caller is not there any more.</summary>
    public static Problem Cancelled { get; } = new(
        StatusCode.Cancelled,
        ErrorReasons.Cancelled,
        "The caller cancelled the call.",
        "La solicitud fue cancelada.");

    private static Problem Unforeseen { get; } = new(
        StatusCode.Internal,
        ErrorReasons.Internal,
        "The server failed in a way that nobody foresaw. Its operator finds the cause in the log.",
        "Ocurrió un error inesperado en el servidor.");
}
