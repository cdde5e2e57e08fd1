namespace Vamos.Hub.Beneficiaries;

using Grpc.Core;
using Vamos.Contracts.Errors;

/// <content>Problems of streams of changes.</content>
public sealed partial class BeneficiaryEndpoint
{
    /// <summary>What a listener is told whose stream cannot begin or go on.</summary>
    private static class WatchProblems
    {
        public static Problem MalformedToken { get; } =
            Problem.InvalidRequest([new ProblemField("resume_token", "is not a token of this stream; send one as it came, or none to begin now")]);

        public static Problem UnknownKind { get; } = Problem.InvalidRequest([new ProblemField("kinds", "must be kinds of fact that the contract names")]);

        public static Problem ExpiredToken { get; } = new(
            StatusCode.OutOfRange,
            ErrorReasons.ResumeTokenExpired,
            "An institution does not know any more what changed behind this token. Ask for what you keep anew, then watch with an empty token.",
            "Ya no se conservan los cambios posteriores a este punto. Consulte nuevamente los datos.");

        public static Problem TooManyWatchers { get; } = new(
            StatusCode.ResourceExhausted,
            ErrorReasons.TooManyWatchers,
            "As many watch the changes of an institution as its adapter allows. Share one stream, or end one.",
            "Hay demasiados observadores de los cambios de una institución.");

        public static Problem NobodyTells { get; } = new(
            StatusCode.Unimplemented,
            ErrorReasons.NotOffered,
            "No institution that the agreement covers tells changes of such facts. Ask for the facts themselves with GetBeneficiary.",
            "Ninguna institución comprendida en el convenio informa cambios de estos datos.");

        public static Problem Stopping { get; } = new(
            StatusCode.Unavailable,
            ErrorReasons.Stopping,
            "The hub is stopping. Go on with the last resume token.",
            "La plataforma se está deteniendo.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };
    }
}
