namespace Vamos.Clients;

using Grpc.Core;
using Vamos.Contracts.Errors;

/// <summary>
/// A call that failed, with all that the hub said about it. The message is for developers, in English; what an end user may
/// be shown is <see cref="LocalizedMessage"/>. Neither holds personal data.
/// </summary>
public class VamosException : Exception
{
    internal VamosException(Problem problem, string exchangeId, Exception? innerException)
        : base(problem.Message, innerException)
    {
        Problem = problem;
        ExchangeId = exchangeId;
    }

    /// <summary>The error as a whole.</summary>
    public Problem Problem { get; }

    /// <summary>gRPC status code.</summary>
    public StatusCode StatusCode => Problem.Code;

    /// <summary>Reason for programs, one of <see cref="ErrorReasons"/> or <see cref="LocalReasons"/>; empty when the other side gave none.</summary>
    public string Reason => Problem.Reason;

    /// <summary>Every field of the request that breaks a rule.</summary>
    public IReadOnlyList<ProblemField> Fields => Problem.Fields;

    /// <summary>How long the hub asks to wait before another try; null when a retry does not help, or it did not say.</summary>
    public TimeSpan? RetryAfter => Problem.RetryAfter;

    /// <summary>A sentence for the end user, in Spanish.</summary>
    public string LocalizedMessage => Problem.Localized;

    /// <summary>Identifier under which the hub recorded the exchange, to be quoted to its operator; empty when the call did not reach it.</summary>
    public string ExchangeId { get; }
}
