namespace Vamos.Hub.Monitoring;

using Grpc.Core;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Hub.Monitoring.Traffic;

/// <content>The traffic: live, past and summed up.</content>
public sealed partial class ExchangeEndpoint
{
    // a burst leaves in one go: to send costs more than to write
    private static readonly WriteOptions SentWithTheNext = new(WriteFlags.BufferHint);

    private static readonly TimeSpan DefaultWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(31);

    /// <summary>Called by the gRPC runtime to learn the methods.</summary>
    public static void Bind(ServiceBinderBase binder, ExchangeService.ExchangeServiceBase? service) =>
        ExchangeService.BindService(new ExchangeBinding(binder), service);

    /// <inheritdoc />
    public override async Task WatchExchanges(
        WatchExchangesRequest request, IServerStreamWriter<WatchExchangesResponse> responseStream, ServerCallContext context)
    {
        Refuse([.. ExchangeSelection.Violations(request.Filter)]);
        var next = ExchangeWatch.Read(request.ResumeToken)
            ?? throw new ProblemException(Problem.InvalidRequest([new ProblemField("resume_token", "must be one that this stream gave, or empty")]));
        var caller = Consumer(context);
        var asMonitor = ExchangeSelection.Of(request.Filter, caller, monitors: true);
        var asConsumer = ExchangeSelection.Of(request.Filter, caller, monitors: false);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            // who watches is seen in the summaries; were each look an exchange to be looked at, looking would never end
            var exchanges = watch.FollowAsync(next, IsWanted, () => context.WriteResponseHeadersAsync([]), ends.Token);
            await foreach (var (exchange, skipped, more) in exchanges)
            {
                responseStream.WriteOptions = more ? SentWithTheNext : null;
                await responseStream.WriteAsync(skipped == 0 ? ToldExchanges.MessageOf(exchange) : new WatchExchangesResponse
                {
                    ResumeToken = ExchangeWatch.TokenBehind(exchange.LogIndex),
                    Exchange = exchange,
                    SkippedCount = skipped,
                });
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(Stopping);
        }
        catch (InvalidOperationException) when (context.CancellationToken.IsCancellationRequested)
        {
            // the watcher left while something was written
            throw new OperationCanceledException(context.CancellationToken);
        }

        // the role may be taken away while somebody watches
        bool IsWanted(ExchangeRecord record) => (monitor.Has(caller) ? asMonitor : asConsumer)?.Selects(record) == true;
    }

    /// <inheritdoc />
    public override async Task<ListExchangesResponse> ListExchanges(ListExchangesRequest request, ServerCallContext context)
    {
        Refuse([.. ExchangeSelection.Violations(request.Filter)]);
        RefuseIf(request.PageSize < 0, "page_size", "must not be negative");
        var caller = Consumer(context);
        if (ExchangeSelection.Of(request.Filter, caller, monitor.Has(caller)) is not { } query)
            return new ListExchangesResponse();
        query = query with { From = request.StartTime?.ToDateTimeOffset(), To = request.EndTime?.ToDateTimeOffset() };
        var page = await PageAsync(query, request.PageSize, request.PageToken, context.CancellationToken);
        return new ListExchangesResponse { Exchanges = { page.Exchanges }, NextPageToken = page.NextPageToken };
    }

    /// <inheritdoc />
    public override async Task<GetTrafficSummaryResponse> GetTrafficSummary(GetTrafficSummaryRequest request, ServerCallContext context)
    {
        var end = request.EndTime?.ToDateTimeOffset() ?? time.GetUtcNow();
        var start = request.StartTime?.ToDateTimeOffset() ?? end - DefaultWindow;
        RefuseIf(start >= end, "start_time", "must lie before end_time");
        RefuseIf(end - start > LongestWindow, "start_time", $"must lie within {LongestWindow.TotalDays} days before end_time");
        var caller = Consumer(context);
        var window = await minutes.ReadAsync(start, end, monitor.Has(caller) ? null : caller, context.CancellationToken);
        var summaries = window.Cells.OrderByDescending(cell => cell.Value.Calls).Select(cell => cell.Value.ToSummary(cell.Key));
        return new GetTrafficSummaryResponse { Summaries = { summaries } };
    }

    /// <inheritdoc />
    public override Task<ListSourcesResponse> ListSources(ListSourcesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListSourcesResponse { Sources = { sources.All() } });

    private static Problem Stopping { get; } = new(
        StatusCode.Unavailable,
        ErrorReasons.Stopping,
        "The hub is stopping. Go on with the last resume token.",
        "La plataforma se está deteniendo.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };
}
