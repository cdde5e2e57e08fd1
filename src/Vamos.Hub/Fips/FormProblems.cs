namespace Vamos.Hub.Fips;

using System.Globalization;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Hub.Fips.Store;

/// <summary>What callers of the registry are told when something cannot be done.</summary>
internal static class FormProblems
{
    // they travel in a trailer, which clients bound
    private const int MostViolations = 100;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static Problem NotFound { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.FormNotFound,
        "There is no form of this identifier and version, or none that names the person.",
        "No existe la ficha solicitada, o ninguna ficha incluye a la persona.");

    public static Problem MalformedPageToken { get; } =
        Problem.InvalidRequest([new ProblemField("page_token", "must be the next_page_token of an earlier page of the same list")]);

    public static Problem MalformedResumeToken { get; } =
        Problem.InvalidRequest([new ProblemField("resume_token", "is not a token of this stream; send one as it came, or none to begin now")]);

    public static Problem ExpiredResumeToken { get; } = new(
        StatusCode.OutOfRange,
        ErrorReasons.ResumeTokenExpired,
        "The registry does not know this position any more: it was restored from an earlier state. List the forms anew, then watch with an empty token.",
        "Este punto de reanudación ya no existe. Liste nuevamente las fichas.");

    public static Problem TooManyWatchers { get; } = new(
        StatusCode.ResourceExhausted,
        ErrorReasons.TooManyWatchers,
        "As many watch the forms as this hub allows. Share one stream, or end one.",
        "Hay demasiados observadores de las fichas.");

    public static Problem Stopping { get; } = new(
        StatusCode.Unavailable,
        ErrorReasons.Stopping,
        "The hub is stopping. Go on with the last resume token.",
        "La plataforma se está deteniendo.")
    {
        RetryAfter = RetryAfter,
    };

    public static Problem Unavailable { get; } = new(
        StatusCode.Unavailable,
        ErrorReasons.FormsUnavailable,
        "The registry of forms cannot be read or written at the moment. Try again with the same request_id: nothing is stored twice.",
        "El registro de fichas no está disponible en este momento. Intente más tarde.")
    {
        RetryAfter = RetryAfter,
    };

    /// <summary>A form that breaks rules: all of them.</summary>
    public static Problem BreaksRules(IReadOnlyList<FormViolation> violations)
    {
        var errors = violations.Where(violation => violation.Severity == ViolationSeverity.Error).ToArray();
        return new Problem(
            StatusCode.InvalidArgument,
            ErrorReasons.InvalidRequest,
            string.Create(CultureInfo.InvariantCulture, $"The form breaks {errors.Length} rule(s) and was not stored; BadRequest names the fields."),
            string.Create(CultureInfo.InvariantCulture, $"La ficha no se guardó: contiene {errors.Length} error(es). Revise los campos indicados."))
        {
            Fields = [.. errors.Take(MostViolations).Select(violation => new ProblemField(PathOf(violation), violation.Message))],
        };
    }

    /// <summary>Why a form was not stored; null when it was.</summary>
    public static Problem? Of(StoredOutcome outcome) => outcome.Kind switch
    {
        StoredKind.Stored or StoredKind.Repeated => null,
        StoredKind.RequestReused => Problem.InvalidRequest(
            [new ProblemField("request_id", "was used for another form; take a new one for each form, and the same one only to repeat it")]),
        StoredKind.HouseholdUnknown => Problem.InvalidRequest([new ProblemField("form.household_id", "is of no household; leave it empty for a new one")]),
        StoredKind.FormOutdated => Outdated(outcome.CurrentVersion),
        _ => NotFound,
    };

    private static string PathOf(FormViolation violation) => violation.Field.Length == 0 ? "form" : $"form.{violation.Field}";

    private static Problem Outdated(long version)
    {
        var latest = version.ToString(CultureInfo.InvariantCulture);
        return new Problem(
            StatusCode.Aborted,
            ErrorReasons.FormOutdated,
            $"The latest version of the form is {latest}. Get it, make your change to it, and submit that.",
            "La ficha fue modificada por otra persona. Vuelva a abrirla y repita el cambio.")
        {
            Facts = new Dictionary<string, string> { ["version"] = latest },
        };
    }
}
