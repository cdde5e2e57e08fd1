namespace Vamos.Hub.Exchange;

using System.Diagnostics;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;

/// <summary>A call on its way through the exchange: what is known of it so far. One thread at a time.</summary>
/// <param name="id">Identifier of the exchange.</param>
/// <param name="method">Path of the call.</param>
/// <param name="arrived">When the request arrived.</param>
internal sealed class ExchangedCall(string id, string method, DateTimeOffset arrived)
{
    public string Id { get; } = id;

    public string Method { get; } = method;

    public DateTimeOffset Arrived { get; } = arrived;

    /// <summary>Institution that calls; empty until it is identified.</summary>
    public string Consumer { get; set; } = "";

    public Purpose Purpose { get; set; }

    /// <summary>What the agreement grants; null until the call is admitted.</summary>
    public MethodGrant? Grant { get; set; }

    /// <summary>The agreement that covers the call, or that a denial speaks of; empty when there is none.</summary>
    public string AgreementId { get; set; } = "";

    public string CaseId { get; set; } = "";

    public string User { get; set; } = "";

    public string TraceId { get; set; } = "";

    /// <summary>The span of the call in its trace; null when nobody would see it.</summary>
    public Activity? Span { get; set; }

    /// <summary>What the caller is told instead of an answer; null while there is nothing of the kind.</summary>
    public Problem? Failure { get; set; }

    /// <summary>When the caller stops waiting; the end of time without a deadline.</summary>
    public DateTime Deadline { get; init; } = DateTime.MaxValue;

    /// <summary>True when nothing of the answer may leave unless it is recorded.</summary>
    public bool MustBeRecorded => Grant is { Method.IsPersonal: true };
}
