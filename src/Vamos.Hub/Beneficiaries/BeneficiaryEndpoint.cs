namespace Vamos.Hub.Beneficiaries;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Configuration;
using Vamos.Trust.Agreements;

/// <summary>BeneficiaryService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed class BeneficiaryEndpoint(BeneficiaryLookup lookup, HubSettings settings, TimeProvider time) : BeneficiaryService.BeneficiaryServiceBase
{
    /// <inheritdoc />
    public override async Task<GetBeneficiaryResponse> GetBeneficiary(GetBeneficiaryRequest request, ServerCallContext context)
    {
        Refuse(Violations(request.NationalId, request.ReadMask, request.MaxAge));
        var features = context.GetHttpContext().Features;
        var scope = Scope(request.ReadMask, features.GetRequiredFeature<MethodGrant>());
        var found = await lookup.FindAsync(request.NationalId.Canonical(), scope, TimeLeft(context), context.CancellationToken);
        features.Set(found.Hops);
        return found.Beneficiary is { } beneficiary ? new GetBeneficiaryResponse { Beneficiary = beneficiary } : throw new ProblemException(NotFound);
    }

    /// <inheritdoc />
    public override async Task BatchGetBeneficiaries(
        IAsyncStreamReader<BatchGetBeneficiariesRequest> requestStream,
        IServerStreamWriter<BatchGetBeneficiariesResponse> responseStream,
        ServerCallContext context)
    {
        var features = context.GetHttpContext().Features;
        var (grant, hops) = (features.GetRequiredFeature<MethodGrant>(), features.GetRequiredFeature<ConditionalWeakTable<IMessage, IReadOnlyList<ExchangeHop>>>());
        FieldMask? common = null;
        await BatchLookup.RunAsync(
            NextAsync,
            (question, cancellation) => AnswerAsync(question, question.ReadMask ?? common, grant, hops, cancellation),
            responseStream.WriteAsync,
            context.CancellationToken);

        async Task<BatchGetBeneficiariesRequest?> NextAsync()
        {
            if (!await requestStream.MoveNext(context.CancellationToken))
                return null;
            common ??= requestStream.Current.ReadMask;
            return requestStream.Current;
        }
    }

    private async Task<BatchGetBeneficiariesResponse> AnswerAsync(
        BatchGetBeneficiariesRequest question,
        FieldMask? mask,
        MethodGrant grant,
        ConditionalWeakTable<IMessage, IReadOnlyList<ExchangeHop>> hops,
        CancellationToken cancellation)
    {
        var response = new BatchGetBeneficiariesResponse { CorrelationId = question.CorrelationId };
        var flaws = Violations(question.NationalId, mask, question.MaxAge);
        if (flaws.Count != 0)
        {
            response.Error = Problem.InvalidRequest(flaws).ToStatus();
            return response;
        }

        var found = await lookup.FindAsync(question.NationalId.Canonical(), Scope(mask, grant), settings.DefaultDeadline, cancellation);
        hops.Add(response, found.Hops);
        if (found.Beneficiary is { } beneficiary)
            response.Beneficiary = beneficiary;
        else
            response.Error = NotFound.ToStatus();
        return response;
    }

    // what a grant allows is found once for each grant; a caller without a mask of its own gets it as it is
    private static LookupScope Scope(FieldMask? mask, MethodGrant grant) => Granted.GetValue(grant, WholeScope).Narrowed(mask);

    private static LookupScope WholeScope(MethodGrant grant) =>
        LookupScope.Whole(grant.Fields.Within("beneficiary")?.TopFields ?? [], grant.Providers);

    private static readonly ConditionalWeakTable<MethodGrant, LookupScope> Granted = [];

    private static Problem NotFound { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.PersonNotFound,
        "Every institution answered and none knows a person with this identity document.",
        "Ninguna institución conoce a una persona con este número de cédula.");

    private static List<ProblemField> Violations(NationalId? person, FieldMask? mask, Duration? maxAge)
    {
        var violations = person?.Violations("national_id") ?? [("national_id", "is required")];
        if (maxAge is { Seconds: < 0 } or { Nanos: < 0 })
            violations = violations.Append(("max_age", "must not be negative"));
        return [.. violations.Concat(LookupScope.Violations(mask, "read_mask")).Select(v => new ProblemField(v.Item1, v.Item2))];
    }

    private static void Refuse(List<ProblemField> flaws)
    {
        if (flaws.Count != 0)
            throw new ProblemException(Problem.InvalidRequest(flaws));
    }

    private TimeSpan TimeLeft(ServerCallContext context) =>
        context.Deadline == DateTime.MaxValue ? settings.DefaultDeadline : context.Deadline - time.GetUtcNow().UtcDateTime;
}
