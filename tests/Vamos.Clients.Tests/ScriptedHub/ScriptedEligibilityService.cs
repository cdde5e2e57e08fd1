namespace Vamos.Clients.Tests.ScriptedHub;

using Grpc.Core;
using Vamos.Eligibility.V1;

public sealed class ScriptedEligibilityService(HubScript script) : EligibilityService.EligibilityServiceBase
{
    public override Task<CheckEligibilityResponse> CheckEligibility(CheckEligibilityRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new CheckEligibilityResponse { Decision = script.Decision(request) });
    }

    public override Task BatchCheckEligibility(
        IAsyncStreamReader<BatchCheckEligibilityRequest> requestStream, IServerStreamWriter<BatchCheckEligibilityResponse> responseStream, ServerCallContext context) =>
        script.Batch(requestStream, responseStream, context, script.Note(new BatchCheckEligibilityRequest(), context));
}
