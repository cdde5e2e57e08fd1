namespace Vamos.Clients.Tests.ScriptedHub;

using System.Collections.Concurrent;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Exchange;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;

/// <summary>What the scripted hub answers, and what it was asked.</summary>
public sealed class HubScript
{
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();

    /// <summary>Identifier of every exchange.</summary>
    public const string ExchangeId = "01JABCDEFGHJKMNPQRSTVWXYZ0";

    /// <summary>Answers a lookup; the number is that of the call, counted from 1.</summary>
    public Func<GetBeneficiaryRequest, ServerCallContext, int, Task<Beneficiary>> Lookup { get; set; } =
        (_, _, _) => Task.FromResult(new Beneficiary());

    /// <summary>Tells changes; the number is that of the call, counted from 1. Without it there is one change.</summary>
    public Func<WatchBeneficiariesRequest, IServerStreamWriter<WatchBeneficiariesResponse>, int, Task>? Watch { get; set; }

    /// <summary>Answers for incompatibilities.</summary>
    public Func<FindIncompatibilitiesRequest, FindIncompatibilitiesResponse> Incompatibilities { get; set; } = _ => new FindIncompatibilitiesResponse();

    /// <summary>Judges one person.</summary>
    public Func<CheckEligibilityRequest, EligibilityDecision> Decision { get; set; } = _ => new EligibilityDecision();

    /// <summary>Answers a stream of questions; the number is that of the call, counted from 1.</summary>
    public Func<IAsyncStreamReader<BatchCheckEligibilityRequest>, IServerStreamWriter<BatchCheckEligibilityResponse>, ServerCallContext, int, Task> Batch { get; set; } =
        (_, _, _, _) => Task.CompletedTask;

    /// <summary>What happens to any other call before it is answered with an empty message.</summary>
    public Action<int> Other { get; set; } = _ => { };

    /// <summary>Answers for the service network; null leaves the answer empty.</summary>
    public Func<object, object?> Network { get; set; } = _ => null;

    /// <summary>Answers for the receipt of an exchange.</summary>
    public Func<GetReceiptRequest, Receipt> Receipt { get; set; } = request => new ScriptedLog().ReceiptOf(request.ExchangeId);

    /// <summary>Answers for the accesses to a person's data.</summary>
    public Func<ListAccessesRequest, ListAccessesResponse> Accesses { get; set; } = _ => new ListAccessesResponse();

    /// <summary>Answers about household forms.</summary>
    public FormsScript Forms { get; } = new();

    /// <summary>Answers about referrals.</summary>
    public ReferralScript Referrals { get; } = new();
    /// <summary>Tells exchanges; the number is that of the call, counted from 1. Without it nothing happens until the caller leaves.</summary>
    public Func<WatchExchangesRequest, IServerStreamWriter<WatchExchangesResponse>, ServerCallContext, int, Task> Exchanges { get; set; } =
        (_, _, context, _) => Task.Delay(Timeout.Infinite, context.CancellationToken);

    /// <summary>Answers for past exchanges.</summary>
    public Func<ListExchangesRequest, ListExchangesResponse> PastExchanges { get; set; } = _ => new ListExchangesResponse();

    /// <summary>Answers for the sums of traffic.</summary>
    public Func<GetTrafficSummaryRequest, GetTrafficSummaryResponse> Traffic { get; set; } = _ => new GetTrafficSummaryResponse();

    /// <summary>Answers for the sources.</summary>
    public Func<ListSourcesResponse> Sources { get; set; } = () => new ListSourcesResponse();

    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    internal int Note(object request, ServerCallContext context)
    {
        context.ResponseTrailers.Add(ExchangeMetadata.ExchangeId, ExchangeId);
        lock (_calls)
        {
            _calls.Enqueue(new ScriptedCall(context.Method, request, context.RequestHeaders, context.Deadline, DateTime.UtcNow));
            return _calls.Count;
        }
    }
}
