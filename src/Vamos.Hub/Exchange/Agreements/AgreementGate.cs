namespace Vamos.Hub.Exchange.Agreements;

using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;

/// <summary>Lets a call through under an agreement and within its quota, or says why not.</summary>
public sealed class AgreementGate(CurrentAgreements agreements, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, QuotaMeter> _meters = new(StringComparer.Ordinal);

    /// <summary>Whether a method is under agreements at all. The standard services, health and reflection, are not.</summary>
    public static bool Governs(string method) => !method.StartsWith("/grpc.", StringComparison.Ordinal);

    /// <summary>Decides by the book that counts now. Allocates nothing, counts nothing.</summary>
    public AgreementDecision Decide(string consumer, string method, Purpose purpose, string? programme) =>
        agreements.Book.Decide(consumer, method, purpose, programme, AgreementCalendar.Today(time));

    /// <summary>Decides anew about a stream that was let in: it must not outlive its agreement.</summary>
    /// <param name="call">The stream; what is granted to it from here on is noted there.</param>
    /// <param name="request">What is asked, by one message of the stream or by the request that opened it.</param>
    /// <exception cref="ProblemException">The documents of this moment do not let it through any more.</exception>
    internal MethodGrant Renew(ExchangedCall call, IMessage request)
    {
        var decision = Decide(call.Consumer, call.Method, call.Purpose, MessageFields.Programme(request));
        if (!decision.IsGranted)
            throw new ProblemException(decision.ToProblem());
        call.AgreementId = decision.AgreementId;
        call.Grant = decision.Grant;
        return decision.Grant;
    }

    /// <summary>Counts one question: a call, or one message of a stream.</summary>
    public QuotaVerdict Take(MethodGrant grant) => MeterOf(grant.Agreement.Id).Take(grant.Quota);

    /// <summary>The meter of an agreement; it outlives changes of the documents.</summary>
    public QuotaMeter MeterOf(string agreement) =>
        _meters.TryGetValue(agreement, out var known) ? known : _meters.GetOrAdd(agreement, _ => new QuotaMeter(time));

    /// <summary>What a caller over the quota is told.</summary>
    public static Problem OverQuota(MethodGrant grant, QuotaVerdict verdict)
    {
        var second = verdict.Limit == QuotaLimit.PerSecond;
        var limit = second ? grant.Quota.PerSecond : grant.Quota.PerDay;
        return new Problem(
            StatusCode.ResourceExhausted,
            ErrorReasons.QuotaExceeded,
            $"{grant.Agreement.Id} allows {limit} questions a {(second ? "second" : "day")}; they are used up. RetryInfo says when there are more.",
            $"Se alcanzó el límite de {limit} consultas por {(second ? "segundo" : "día")} del convenio {grant.Agreement.Id}. Intente más tarde.")
        {
            RetryAfter = verdict.RetryAfter,
            Facts = new Dictionary<string, string> { ["agreement"] = grant.Agreement.Id, ["limit"] = second ? "per_second" : "per_day" },
        };
    }
}
