namespace Vamos.Clients.Exchanges;

using Google.Protobuf.WellKnownTypes;
using Vamos.Clients.Calls;
using Vamos.Exchange.V1;

/// <summary>
/// The traffic through the hub: live, past, summed up, and the sources behind it. Institutions with the monitor role see all of it, others their own.
/// Nobody sees personal data here.
/// </summary>
/// <param name="connection">The way to the hub; must outlive the client.</param>
public sealed class TrafficClient(VamosConnection connection)
{
    private readonly ExchangeService.ExchangeServiceClient _stub = new(connection.CallInvoker);

    /// <summary>
    /// Tells exchanges as they happen, for as long as it is listened to. When the stream breaks it is opened again behind the last exchange that was
    /// dealt with: none is missing, one may come twice. Before the first exchange there is no token yet: what happens while the stream is broken then is
    /// not told. Who reads too slowly is moved ahead, and told by <see cref="WatchExchangesResponse.SkippedCount"/> how many exchanges were left out.
    /// </summary>
    /// <param name="options">Where to go on, and which exchanges.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubUnavailableException">The hub could not be reached to begin with.</exception>
    /// <exception cref="VamosException">The hub refuses the stream, or goes on with it no longer.</exception>
    public IAsyncEnumerable<WatchExchangesResponse> WatchAsync(ExchangeWatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        var watch = options ?? new ExchangeWatchOptions();
        return new ResumedStream<WatchExchangesResponse>(
            connection,
            (token, ended) => _stub.WatchExchanges(
                new WatchExchangesRequest { ResumeToken = token, Filter = watch.Filter }, connection.OptionsOf(null, null, ended)),
            exchange => exchange.ResumeToken,
            watch.Opened).RunAsync(watch.ResumeToken, cancellationToken);
    }

    /// <summary>Exchanges of the past, the latest first. Pages are fetched as they are read; a deadline is for each page.</summary>
    /// <param name="filter">Which exchanges; null means all that we may see.</param>
    /// <param name="from">Only at or after this time; null means from the beginning.</param>
    /// <param name="to">Only before this time; null means up to now.</param>
    /// <param name="cancellationToken">Gives the reading up.</param>
    /// <exception cref="AccessDeniedException">We have no agreement for this.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<ExchangeRecord> ListAsync(
        ExchangeFilter? filter = null, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default) =>
        ExchangePages.ReadAsync(
            async (token, given) =>
            {
                var request = new ListExchangesRequest
                {
                    Filter = filter,
                    StartTime = Time(from),
                    EndTime = Time(to),
                    PageSize = ExchangePages.Size,
                    PageToken = token,
                };
                var page = await _stub.ListExchangesAsync(request, connection.OptionsOf(null, null, given));
                return (page.Exchanges, page.NextPageToken);
            },
            cancellationToken);

    /// <summary>Who asked what, how often, how fast and with what errors: one entry for each consumer and method, the busiest first.</summary>
    /// <param name="from">Beginning of the window, which is of whole minutes; null means an hour before its end.</param>
    /// <param name="to">End of the window; null means now.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="InvalidRequestException">The window is longer than 31 days, or ends before it begins.</exception>
    /// <exception cref="VamosException">Anything else that the hub answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<TrafficSummary>> GetSummaryAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default)
    {
        var request = new GetTrafficSummaryRequest { StartTime = Time(from), EndTime = Time(to) };
        return (await _stub.GetTrafficSummaryAsync(request, connection.OptionsOf(null, null, cancellationToken))).Summaries;
    }

    /// <summary>The sources by institution, and how each is: whether it answers, its breaker, its certificate, its feed of changes.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="VamosException">What the hub answered.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<Source>> ListSourcesAsync(CancellationToken cancellationToken = default) =>
        (await _stub.ListSourcesAsync(new ListSourcesRequest(), connection.OptionsOf(null, null, cancellationToken))).Sources;

    private static Timestamp? Time(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
