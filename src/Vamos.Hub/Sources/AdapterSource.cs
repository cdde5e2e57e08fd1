namespace Vamos.Hub.Sources;

using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Configuration;

/// <summary>
/// One institution's adapter, seen from the hub. Asking it never throws but for the caller's own cancellation: whatever
/// goes wrong becomes the state of the answer, in words that keep the adapter's internals to themselves.
/// </summary>
public sealed class AdapterSource : IDisposable
{
    private readonly SourceSettings _settings;
    private readonly GrpcChannel _channel;
    private readonly AdapterService.AdapterServiceClient _client;
    private readonly SourceGuard _guard;
    private readonly AnswerJudge _judge;
    private readonly TimeProvider _time;
    private readonly ILogger<AdapterSource> _log;
    private volatile FrozenSet<FactKind>? _offered;
    private volatile bool _watchesChanges;

    /// <summary>Makes the source; it connects when it is first asked.</summary>
    /// <param name="settings">Where the adapter is and how long it may take.</param>
    /// <param name="handler">How bytes travel to the adapter; owned by the source from here on.</param>
    /// <param name="maxMessageBytes">Largest answer that is read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AdapterSource(SourceSettings settings, HttpMessageHandler handler, int maxMessageBytes, TimeProvider time, ILogger<AdapterSource> log)
    {
        _settings = settings;
        _guard = new SourceGuard(settings, time);
        _judge = new AnswerJudge(settings.Institution, time, log);
        _time = time;
        _log = log;
        _channel = GrpcChannel.ForAddress(settings.Address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = maxMessageBytes,
        });
        _client = new AdapterService.AdapterServiceClient(_channel);
    }

    /// <summary>Code of the institution.</summary>
    public string Institution => _settings.Institution;

    /// <summary>True once the adapter has said what it offers.</summary>
    public bool Described => _offered is not null;

    /// <summary>Kinds that it says it offers; none before it has described itself.</summary>
    public IReadOnlySet<FactKind> Offered => _offered ?? FrozenSet<FactKind>.Empty;

    /// <summary>Whether it tells what changes.</summary>
    public bool WatchesChanges => _watchesChanges;

    internal AnswerJudge Judge => _judge;

    /// <summary>People whose records change, from a token on; from now on without one.</summary>
    public AsyncServerStreamingCall<WatchChangesResponse> Watch(ByteString token, CancellationToken cancellation) =>
        _client.WatchChanges(new WatchChangesRequest { ResumeToken = token }, cancellationToken: cancellation);

    /// <summary>Whether asking for these kinds makes sense. An adapter that has not described itself yet is asked for anything.</summary>
    public bool Offers(IReadOnlySet<FactKind> kinds) => kinds.Count != 0 && (_offered is not { } offered || offered.Overlaps(kinds));

    /// <summary>Asks the adapter what it offers; false when it did not say so, or said it for another institution.</summary>
    public async Task<bool> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            var description = await _client.DescribeAsync(new DescribeRequest(), deadline: Deadline(_settings.Timeout), cancellationToken: cancellation);
            if (description.Institution != Institution)
            {
                SourcesLog.DescribesAnother(_log, Institution);
                return false;
            }

            _watchesChanges = description.WatchesChanges;
            _offered = description.OfferedFacts.Select(o => o.Kind).ToFrozenSet();
            SourcesLog.Described(_log, Institution, description.AdapterVersion, _offered.Count);
            return true;
        }
        catch (RpcException e)
        {
            if (!cancellation.IsCancellationRequested)
                SourcesLog.DoesNotDescribe(_log, Institution, e.StatusCode);
            return false;
        }
    }

    /// <summary>Asks about one person.</summary>
    /// <param name="nationalId">The person.</param>
    /// <param name="kinds">Kinds of fact that are wanted.</param>
    /// <param name="budget">Most time that this caller can spare; the source's own timeout may be shorter.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task<SourceAnswer> AskAsync(NationalId nationalId, IReadOnlySet<FactKind> kinds, TimeSpan budget, CancellationToken cancellation)
    {
        var request = new GetRecordsRequest { NationalId = nationalId, Kinds = { kinds } };
        var attempt = new Attempt(Institution, Now());
        var outcome = await TryAsync(
            attempt,
            budget,
            async (options) => _judge.Judge(nationalId, (await _client.GetRecordsAsync(request, options)).Records),
            cancellation);
        return (outcome.Answer ?? outcome.Failure!) with { Hop = attempt.Ended(outcome.Code, Now(), _guard.BreakerState) };
    }

    /// <summary>Asks about many people in one go, over one stream.</summary>
    /// <returns>The answers in the order of the people.</returns>
    public async Task<SourceAnswer[]> AskManyAsync(
        IReadOnlyList<NationalId> people, IReadOnlySet<FactKind> kinds, TimeSpan budget, CancellationToken cancellation)
    {
        var attempt = new Attempt(Institution, Now());
        var answers = new SourceAnswer?[people.Count];
        var outcome = await TryAsync(attempt, budget, options => AskStreamAsync(people, kinds, answers, options), cancellation);
        var missing = outcome.Failure ?? _judge.BreaksContract;
        return Array.ConvertAll(answers, answer => (answer ?? missing) with { Hop = attempt.Ended(outcome.Code, Now(), _guard.BreakerState) });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _guard.Dispose();
        _channel.Dispose();
    }

    // reads while it writes: an adapter that cannot keep up stops reading until its answers are taken
    private async Task<bool> AskStreamAsync(IReadOnlyList<NationalId> people, IReadOnlySet<FactKind> kinds, SourceAnswer?[] answers, CallOptions options)
    {
        using var call = _client.BatchGetRecords(options);
        var asking = WriteAsync(call.RequestStream);
        try
        {
            await ReadAsync(call.ResponseStream);
            await asking;
            return true;
        }
        catch (IOException e)
        {
            // a connection that breaks while it is written to does not always show as a status
            throw new RpcException(new Status(StatusCode.Unavailable, "The connection broke.", e));
        }
        finally
        {
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task ReadAsync(IAsyncStreamReader<BatchGetRecordsResponse> stream)
        {
            while (await stream.MoveNext(options.CancellationToken))
            {
                if (stream.Current.CorrelationId < 0 || stream.Current.CorrelationId >= people.Count)
                    continue;
                var number = (int)stream.Current.CorrelationId;
                answers[number] = stream.Current.ResultCase == BatchGetRecordsResponse.ResultOneofCase.Error
                    ? _judge.Failed((StatusCode)stream.Current.Error.Code)
                    : _judge.Judge(people[number], stream.Current.Records);
            }
        }

        async Task WriteAsync(IClientStreamWriter<BatchGetRecordsRequest> questions)
        {
            for (var i = 0; i < people.Count; i++)
                await questions.WriteAsync(new BatchGetRecordsRequest { CorrelationId = i, NationalId = people[i], Kinds = { kinds } }, options.CancellationToken);
            await questions.CompleteAsync();
        }
    }

    /// <summary>Makes a call under the guard, within the budget and the source's own time, and turns what goes wrong into an answer.</summary>
    private async Task<(T? Answer, SourceAnswer? Failure, StatusCode Code)> TryAsync<T>(
        Attempt attempt, TimeSpan budget, Func<CallOptions, Task<T>> call, CancellationToken cancellation)
    {
        var ownTime = budget >= _settings.Timeout;
        var deadline = Deadline(ownTime ? _settings.Timeout : budget);
        try
        {
            var answer = await _guard.CallAsync(
                async token =>
                {
                    attempt.Count++;
                    try
                    {
                        return await call(new CallOptions(deadline: deadline, cancellationToken: token));
                    }
                    catch (RpcException e) when (e.StatusCode == StatusCode.DeadlineExceeded && ownTime)
                    {
                        throw new SourceTimeoutException(e);
                    }
                },
                cancellation);
            return (answer, null, StatusCode.OK);
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException e)
        {
            SourcesLog.Failed(_log, Institution, e.StatusCode);
            return (default, e.Status.DebugException is HttpRequestException ? _judge.Unreachable : _judge.Failed(e.StatusCode), e.StatusCode);
        }
        catch (SourceTimeoutException)
        {
            SourcesLog.Failed(_log, Institution, StatusCode.DeadlineExceeded);
            return (default, _judge.Failed(StatusCode.DeadlineExceeded), StatusCode.DeadlineExceeded);
        }
        catch (BrokenCircuitException)
        {
            return (default, _judge.NotAskedNow("The institution did not answer lately, and is asked again shortly."), StatusCode.Unavailable);
        }
        catch (SourceBusyException)
        {
            SourcesLog.Busy(_log, Institution);
            return (default, _judge.NotAskedNow("Too many questions wait for the institution."), StatusCode.ResourceExhausted);
        }
    }

    private Timestamp Now() => Timestamp.FromDateTimeOffset(_time.GetUtcNow());

    private DateTime Deadline(TimeSpan after) => _time.GetUtcNow().UtcDateTime + after;

    /// <summary>One question's way to the adapter, for the exchange log.</summary>
    private sealed class Attempt(string institution, Timestamp asked)
    {
        public int Count { get; set; }

        public ExchangeHop Ended(StatusCode code, Timestamp answered, string breaker) => new()
        {
            Institution = institution,
            RequestTime = asked,
            ResponseTime = answered,
            StatusCode = (int)code,
            Retries = Math.Max(0, Count - 1),
            BreakerState = breaker,
        };
    }
}
