namespace Vamos.Hub.Referrals;

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Hub.Referrals.Feed;
using Vamos.Hub.Referrals.Storing;
using Vamos.Hub.Referrals.Texts;
using Vamos.Referral.V1;
using Vamos.Trust.Agreements;

/// <summary>ReferralService over gRPC: checks the form of requests and maps messages, nothing else.</summary>
public sealed partial class ReferralEndpoint(ReferralDesk desk, ReferralWatch watch, IHostApplicationLifetime lifetime) : ReferralService.ReferralServiceBase
{
    private const int DefaultPage = 50;
    private const int LargestPage = 500;

    /// <inheritdoc />
    public override async Task<CreateReferralResponse> CreateReferral(CreateReferralRequest request, ServerCallContext context)
    {
        Refuse(RequestForm.Flaws(request));
        var caseId = context.RequestHeaders.GetValue(ExchangeMetadata.CaseId) ?? "";
        var created = new NewReferral(
            Key(context, request, request.RequestId),
            request.NationalId.Canonical(),
            request.ServiceId,
            request.Reason.Trim(),
            request.Deadline?.ToDateTimeOffset(),
            request.CounterToReferralId,
            caseId[..Math.Min(caseId.Length, RequestForm.LongestId)]);
        return new CreateReferralResponse { Referral = Told(await desk.CreateAsync(created, context.CancellationToken), context) };
    }

    /// <inheritdoc />
    public override async Task<GetReferralResponse> GetReferral(GetReferralRequest request, ServerCallContext context)
    {
        Refuse(RequestForm.Flaws(request));
        var referral = await desk.FindAsync(Caller(context), request.ReferralId, context.CancellationToken) ?? throw new ProblemException(Problems.NotFound);
        NamePeople(context, [referral.Person]);
        return new GetReferralResponse { Referral = referral.ToMessage() };
    }

    /// <inheritdoc />
    public override async Task<ListReferralsResponse> ListReferrals(ListReferralsRequest request, ServerCallContext context)
    {
        var before = long.MaxValue;
        var flaws = RequestForm.Flaws(request);
        if (request.PageToken.Length != 0 && !long.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            flaws.Add(new ProblemField("page_token", "must be the next_page_token of an earlier page"));
        Refuse(flaws);

        var size = request.PageSize == 0 ? DefaultPage : Math.Min(request.PageSize, LargestPage);
        var query = new ReferralQuery(Caller(context), request.Direction, request.States, before, size + 1);
        var found = await desk.ListAsync(query, context.CancellationToken);
        var page = found.Take(size).ToList();
        NamePeople(context, [.. page.Select(referral => referral.Person)]);
        return new ListReferralsResponse
        {
            Referrals = { page.Select(referral => referral.ToMessage()) },
            NextPageToken = found.Count > size ? page[^1].Position.ToString(CultureInfo.InvariantCulture) : "",
        };
    }

    /// <inheritdoc />
    public override async Task<AcceptReferralResponse> AcceptReferral(AcceptReferralRequest request, ServerCallContext context)
    {
        Refuse(RequestForm.Flaws(request));
        var move = new ReferralMove(
            Key(context, request, request.RequestId), request.ReferralId, ReferralState.Accepted, "", request.Version, request.Deadline?.ToDateTimeOffset());
        return new AcceptReferralResponse { Referral = Told(await desk.MoveAsync(move, context.CancellationToken), context) };
    }

    /// <inheritdoc />
    public override async Task<DeclineReferralResponse> DeclineReferral(DeclineReferralRequest request, ServerCallContext context)
    {
        Refuse(RequestForm.Flaws(request));
        var move = new ReferralMove(
            Key(context, request, request.RequestId), request.ReferralId, ReferralState.Declined, request.DeclineReason.Trim(), request.Version, null);
        return new DeclineReferralResponse { Referral = Told(await desk.MoveAsync(move, context.CancellationToken), context) };
    }

    /// <inheritdoc />
    public override async Task<CompleteReferralResponse> CompleteReferral(CompleteReferralRequest request, ServerCallContext context)
    {
        Refuse(RequestForm.Flaws(request));
        var move = new ReferralMove(
            Key(context, request, request.RequestId), request.ReferralId, ReferralState.Completed, request.Outcome.Trim(), request.Version, null);
        return new CompleteReferralResponse { Referral = Told(await desk.MoveAsync(move, context.CancellationToken), context) };
    }

    /// <inheritdoc />
    public override async Task WatchReferrals(
        WatchReferralsRequest request, IServerStreamWriter<WatchReferralsResponse> responseStream, ServerCallContext context)
    {
        var institution = Caller(context);
        var features = context.GetHttpContext().Features;
        var agreement = features.GetRequiredFeature<Func<MethodGrant>>();
        var people = features.GetRequiredFeature<ConditionalWeakTable<IMessage, IReadOnlyCollection<NationalId>>>();
        var place = await watch.PlaceOfAsync(institution, request.ResumeToken, context.CancellationToken);
        if (place.State != PlaceState.Known)
            throw new ProblemException(place.State == PlaceState.Gone ? Problems.ExpiredToken : Problems.MalformedToken);
        using var open = watch.TryOpen(institution) ?? throw new ProblemException(Problems.TooManyWatchers);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            // the caller is told at once that the stream is open; the first event may be hours away
            await context.WriteResponseHeadersAsync([]);
            await foreach (var happened in watch.FollowAsync(institution, place.Position, () => agreement(), ends.Token))
            {
                people.Add(happened, [happened.Referral.NationalId.Clone()]);
                await responseStream.WriteAsync(happened);
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(Problems.Stopping);
        }
    }

    // a refusal, too, says something about a person
    private static Referral Told(ReferralOutcome outcome, ServerCallContext context)
    {
        if ((outcome.Referral?.NationalId.Clone() ?? outcome.About?.Person) is { } person)
            NamePeople(context, [person]);
        return outcome.Referral ?? throw new ProblemException(Problems.Of(outcome));
    }

    // requests name a referral, and only here is it known whom that is about
    private static void NamePeople(ServerCallContext context, IReadOnlyCollection<NationalId> people) => context.GetHttpContext().Features.Set(people);

    private static RequestKey Key(ServerCallContext context, IMessage request, string requestId) =>
        new(Caller(context), request.Descriptor.Name, requestId, SHA256.HashData(request.ToByteArray()));

    private static string Caller(ServerCallContext context) =>
        context.GetHttpContext().Features.GetRequiredFeature<MethodGrant>().Agreement.Parties.Consumer;

    private static void Refuse(List<ProblemField> flaws)
    {
        if (flaws.Count != 0)
            throw new ProblemException(Problems.Malformed(flaws));
    }
}
