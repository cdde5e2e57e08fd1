namespace Vamos.Hub.Fips;

using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Protection;
using Vamos.Trust.Agreements;

/// <summary>What a person and the household are covered by, and where the gaps are.</summary>
public sealed partial class FipsEndpoint
{
    /// <inheritdoc />
    public override async Task<GetProtectionStatusResponse> GetProtectionStatus(GetProtectionStatusRequest request, ServerCallContext context)
    {
        Refuse(FormRequests.Subject(request));
        var features = context.GetHttpContext().Features;
        var grant = features.GetRequiredFeature<MethodGrant>();
        var outcome = await Stored(() => StatusAsync(request, grant, context)) ?? throw new ProblemException(FormProblems.NotFound);
        features.Set(outcome.Trace);
        // every member finds this exchange among those about him or her
        features.Set<IReadOnlyCollection<NationalId>>(outcome.People);
        return outcome.Status is { } status ? new GetProtectionStatusResponse { Status = status } : throw new ProblemException(NobodyKnows);
    }

    private static Problem NobodyKnows { get; } = new(
        StatusCode.NotFound,
        ErrorReasons.PersonNotFound,
        "Every institution answered and none knows a person with this identity document.",
        "Ninguna institución conoce a una persona con este número de cédula.");

    private async Task<ProtectionOutcome?> StatusAsync(GetProtectionStatusRequest request, MethodGrant grant, ServerCallContext context)
    {
        var demand = CacheDemand.Within(grant.MaxStaleness);
        var timeLeft = context.Deadline == DateTime.MaxValue ? settings.DefaultDeadline : context.Deadline - time.GetUtcNow().UtcDateTime;
        return request.SubjectCase == GetProtectionStatusRequest.SubjectOneofCase.HouseholdId
            ? await protection.OfHouseholdAsync(request.HouseholdId, grant.Providers, demand, timeLeft, context.CancellationToken)
            : await protection.OfPersonAsync(request.NationalId.Canonical(), grant.Providers, demand, timeLeft, context.CancellationToken);
    }
}
