namespace Vamos.Clients.Referrals;

using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Clients.Calls;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Contracts.Exchange;
using Vamos.Referral.V1;

/// <summary>Sends people to services of other institutions, and answers for those who are sent to ours.</summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class ReferralClient(VamosConnection connection)
{
    private readonly ReferralService.ReferralServiceClient _stub = new(connection.CallInvoker);

    /// <summary>Sends a person to a service.</summary>
    /// <param name="id">The identity document.</param>
    /// <param name="serviceId">The service, as the search for services names it.</param>
    /// <param name="reason">Why, in Spanish, without anything that names a person.</param>
    /// <param name="options">What is particular about this referral.</param>
    /// <param name="cancellationToken">Gives the call up; whether the hub did what was asked is not known then.</param>
    /// <exception cref="InvalidRequestException">Fields of the request break rules; names them all.</exception>
    /// <exception cref="AccessDeniedException">The hub does not let us do this.</exception>
    /// <exception cref="HubDeadlineException">The time was up before the answer was ready.</exception>
    /// <exception cref="HubUnavailableException">The hub could not be reached, or could not take the call.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered, for example that the service takes nobody now.</exception>
    public async Task<ReferralAnswer> CreateAsync(
        NationalId id, string serviceId, string reason, ReferralOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var request = new CreateReferralRequest
        {
            NationalId = id,
            ServiceId = serviceId,
            Reason = reason,
            Deadline = Moment(options?.Until),
            CounterToReferralId = options?.CounterTo ?? "",
            RequestId = RequestId(options),
        };
        using var call = _stub.CreateReferralAsync(request, Options(options, cancellationToken));
        return Answer((await call).Referral, call.GetTrailers());
    }

    /// <summary>One referral that we are party to.</summary>
    /// <exception cref="VamosException">As for <see cref="CreateAsync"/>; with <see cref="ErrorReasons.ReferralNotFound"/> when there is none.</exception>
    public async Task<ReferralAnswer> GetAsync(string referralId, ReferralOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var call = _stub.GetReferralAsync(new GetReferralRequest { ReferralId = referralId }, Options(options, cancellationToken));
        return Answer((await call).Referral, call.GetTrailers());
    }

    /// <summary>The referrals that we are party to, the latest change first; read page by page, as far as somebody asks for more.</summary>
    /// <param name="direction">From which side; unspecified means both.</param>
    /// <param name="states">Only these states; null or empty means all.</param>
    /// <param name="pageSize">The most in one page; 0 leaves it to the hub.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async IAsyncEnumerable<Referral> ListAsync(
        ReferralDirection direction = ReferralDirection.Unspecified,
        IReadOnlyCollection<ReferralState>? states = null,
        int pageSize = 0,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListReferralsRequest { Direction = direction, States = { states ?? [] }, PageSize = pageSize };
        do
        {
            var page = await _stub.ListReferralsAsync(request, connection.OptionsOf(null, null, cancellationToken));
            foreach (var referral in page.Referrals)
                yield return referral;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length != 0);
    }

    /// <summary>We will serve the person.</summary>
    /// <exception cref="VamosException">
    /// As for <see cref="CreateAsync"/>; with <see cref="ErrorReasons.ReferralStateWrong"/> or <see cref="ErrorReasons.ReferralExpired"/> when it is too
    /// late, with <see cref="ErrorReasons.ReferralChanged"/> when it is of another version than <see cref="ReferralOptions.Version"/>.
    /// </exception>
    public async Task<ReferralAnswer> AcceptAsync(string referralId, ReferralOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new AcceptReferralRequest
        {
            ReferralId = referralId,
            Version = options?.Version ?? 0,
            Deadline = Moment(options?.Until),
            RequestId = RequestId(options),
        };
        using var call = _stub.AcceptReferralAsync(request, Options(options, cancellationToken));
        return Answer((await call).Referral, call.GetTrailers());
    }

    /// <summary>We will not serve the person.</summary>
    /// <exception cref="VamosException">As for <see cref="AcceptAsync"/>.</exception>
    public async Task<ReferralAnswer> DeclineAsync(
        string referralId, string reason, ReferralOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new DeclineReferralRequest
        {
            ReferralId = referralId,
            Version = options?.Version ?? 0,
            DeclineReason = reason,
            RequestId = RequestId(options),
        };
        using var call = _stub.DeclineReferralAsync(request, Options(options, cancellationToken));
        return Answer((await call).Referral, call.GetTrailers());
    }

    /// <summary>We have served the person.</summary>
    /// <exception cref="VamosException">As for <see cref="AcceptAsync"/>.</exception>
    public async Task<ReferralAnswer> CompleteAsync(
        string referralId, string outcome, ReferralOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new CompleteReferralRequest
        {
            ReferralId = referralId,
            Version = options?.Version ?? 0,
            Outcome = outcome,
            RequestId = RequestId(options),
        };
        using var call = _stub.CompleteReferralAsync(request, Options(options, cancellationToken));
        return Answer((await call).Referral, call.GetTrailers());
    }

    /// <summary>
    /// Tells what happens to our referrals, for as long as it is listened to. When the stream breaks it is opened again behind the last event that was dealt
    /// with: none is missing, one may come twice. Keep <see cref="WatchReferralsResponse.ResumeToken"/> with what you did about an event, and begin with it the
    /// next time. Before the first event there is no token yet: what happens while the stream is broken then is not told.
    /// </summary>
    /// <param name="options">Where to go on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubUnavailableException">The hub could not be reached to begin with.</exception>
    /// <exception cref="VamosException">The hub refuses the stream, or goes on with it no longer.</exception>
    public IAsyncEnumerable<WatchReferralsResponse> WatchAsync(ReferralWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        var wanted = options ?? new ReferralWatchOptions();
        return new ResumedStream<WatchReferralsResponse>(
            connection,
            (place, cancellation) => _stub.WatchReferrals(
                new WatchReferralsRequest { ResumeToken = place }, connection.OptionsOf(wanted.Declaration, null, cancellation)),
            happened => happened.ResumeToken,
            wanted.Opened).RunAsync(wanted.ResumeToken, cancellationToken);
    }

    private CallOptions Options(ReferralOptions? options, CancellationToken cancellation) =>
        connection.OptionsOf(options?.Declaration, options?.Deadline, cancellation);

    private static ReferralAnswer Answer(Referral? referral, Metadata trailers) =>
        new(referral ?? new Referral(), trailers.GetValue(ExchangeMetadata.ExchangeId) ?? "");

    // one for all attempts of this call, so that none of them does it a second time
    private static string RequestId(ReferralOptions? options) => options?.RequestId is { Length: > 0 } own ? own : Guid.NewGuid().ToString("N");

    private static Timestamp? Moment(DateTimeOffset? moment) => moment is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}
