namespace Vamos.Clients.Tests.ScriptedHub;

using Grpc.Core;
using Vamos.Referral.V1;

public sealed class ScriptedReferralService(HubScript script) : ReferralService.ReferralServiceBase
{
    public override Task<CreateReferralResponse> CreateReferral(CreateReferralRequest request, ServerCallContext context)
    {
        script.Other(script.Note(request, context));
        return Task.FromResult(new CreateReferralResponse { Referral = script.Referrals.Answer(request) });
    }

    public override Task<GetReferralResponse> GetReferral(GetReferralRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new GetReferralResponse { Referral = script.Referrals.Answer(request) });
    }

    public override Task<ListReferralsResponse> ListReferrals(ListReferralsRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(script.Referrals.Page(request));
    }

    public override Task<AcceptReferralResponse> AcceptReferral(AcceptReferralRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new AcceptReferralResponse { Referral = script.Referrals.Answer(request) });
    }

    public override Task<DeclineReferralResponse> DeclineReferral(DeclineReferralRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new DeclineReferralResponse { Referral = script.Referrals.Answer(request) });
    }

    public override Task<CompleteReferralResponse> CompleteReferral(CompleteReferralRequest request, ServerCallContext context)
    {
        script.Note(request, context);
        return Task.FromResult(new CompleteReferralResponse { Referral = script.Referrals.Answer(request) });
    }

    public override Task WatchReferrals(
        WatchReferralsRequest request, IServerStreamWriter<WatchReferralsResponse> responseStream, ServerCallContext context) =>
        script.Referrals.Watch(request, responseStream, script.Note(request.Clone(), context));
}
