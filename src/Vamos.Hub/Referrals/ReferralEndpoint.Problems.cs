namespace Vamos.Hub.Referrals;

using System.Globalization;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Hub.Referrals.Texts;

/// <content>What callers are told.</content>
public sealed partial class ReferralEndpoint
{
    private static class Problems
    {
        public static Problem Malformed(IReadOnlyList<ProblemField> fields) => fields.Any(RequestForm.NamesSomebody)
            ? Problem.InvalidRequest(fields) with
            {
                Localized = "El texto parece contener un número de cédula. Quítelo: la persona ya está indicada en la derivación.",
            }
            : Problem.InvalidRequest(fields);

        public static Problem Of(ReferralOutcome outcome) => outcome.Refusal switch
        {
            Refusal.NoSuchReferral => NotFound,
            Refusal.NoSuchService => Field("service_id", "is of no service that is offered now"),
            Refusal.ServiceTakesNone => ServiceTakesNone,
            Refusal.DeadlineOutOfBounds => Field("deadline", "must be in the future, and no more than 366 days away"),
            Refusal.NotReceiver => NotReceiver,
            Refusal.Expired => Expired,
            Refusal.Changed => Changed(outcome.About!),
            Refusal.RequestIdReused => Field("request_id", "belongs to another request of yours; every request needs its own"),
            Refusal.CounterElsewhere => Field("service_id", "must be of a service of the institution that sent the referral that this one answers"),
            Refusal.CounterOfAnother => Field("national_id", "must be the person of the referral that this one answers"),
            _ => WrongState(outcome.About!),
        };

        public static Problem NotFound { get; } = new(
            StatusCode.NotFound,
            ErrorReasons.ReferralNotFound,
            "You are party to no referral with this identifier.",
            "No existe una derivación suya con este identificador.");

        public static Problem MalformedToken { get; } = Field(
            "resume_token", "is not a token of this institution's stream; send one as it came, or none to begin now");

        public static Problem ExpiredToken { get; } = new(
            StatusCode.OutOfRange,
            ErrorReasons.ResumeTokenExpired,
            "The feed does not reach as far as this token: an older database was brought back. List your referrals, then watch with an empty token.",
            "Ya no se conservan los cambios posteriores a este punto. Consulte nuevamente sus derivaciones.");

        public static Problem TooManyWatchers { get; } = new(
            StatusCode.ResourceExhausted,
            ErrorReasons.TooManyWatchers,
            "As many of your streams watch referrals at this hub as may. Share one, or end one.",
            "Hay demasiados observadores de las derivaciones de su institución.");

        public static Problem Stopping { get; } = new(
            StatusCode.Unavailable,
            ErrorReasons.Stopping,
            "The hub is stopping. Go on with the last resume token.",
            "La plataforma se está deteniendo.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

        private static Problem ServiceTakesNone { get; } = new(
            StatusCode.FailedPrecondition,
            ErrorReasons.ServiceTakesNoReferrals,
            "The service takes nobody now. Search for another, or wait until its provider reports it open.",
            "El servicio no recibe derivaciones en este momento.");

        private static Problem NotReceiver { get; } = new(
            StatusCode.PermissionDenied,
            ErrorReasons.NotTheReceiver,
            "Only the institution that receives a referral may do this with it; you sent it.",
            "Solo la institución que recibe la derivación puede realizar esta acción.");

        private static Problem Expired { get; } = new(
            StatusCode.FailedPrecondition,
            ErrorReasons.ReferralExpired,
            "The deadline of the referral has passed. It is final; the person can be referred anew.",
            "El plazo de la derivación venció. Puede derivarse nuevamente a la persona.");

        private static Problem WrongState(StoredReferral referral)
        {
            var state = referral.State.ToString().ToUpperInvariant();
            return new Problem(
                StatusCode.FailedPrecondition,
                ErrorReasons.ReferralStateWrong,
                $"The referral is {state}, which does not allow this.",
                "El estado actual de la derivación no permite esta acción.")
            {
                Facts = new Dictionary<string, string> { ["state"] = $"REFERRAL_STATE_{state}" },
            };
        }

        private static Problem Changed(StoredReferral referral)
        {
            var version = referral.Version.ToString(CultureInfo.InvariantCulture);
            return new Problem(
                StatusCode.Aborted,
                ErrorReasons.ReferralChanged,
                $"The referral has changed since you saw it: it is of version {version}. Look at it again, then decide.",
                "La derivación cambió desde que usted la consultó. Vuelva a consultarla.")
            {
                Facts = new Dictionary<string, string> { ["version"] = version },
            };
        }

        private static Problem Field(string field, string description) => Problem.InvalidRequest([new ProblemField(field, description)]);
    }
}
