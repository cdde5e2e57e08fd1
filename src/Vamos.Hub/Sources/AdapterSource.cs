namespace Vamos.Hub.Sources;

using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;

/// <summary>
/// One institution's adapter, seen from the hub, however it is reached. Asking it never throws but for the caller's own cancellation: whatever
/// goes wrong becomes the state of the answer, in words that keep the adapter's internals to themselves.
/// </summary>
public sealed class AdapterSource : IDisposable
{
    private readonly IAdapterLine _line;
    private readonly TimeSpan _timeout;
    private readonly SourceGuard _guard;
    private readonly AnswerJudge _judge;
    private readonly TimeProvider _time;
    private readonly ILogger<AdapterSource> _log;
    private volatile FrozenSet<FactKind>? _offered;
    private volatile bool _watchesChanges;
    private volatile DescribeResponse? _description;
    private volatile SourceCondition _condition = SourceCondition.Unknown;
    private long _heardAt;

    /// <summary>Makes the source; nobody is asked yet.</summary>
    /// <param name="institution">Code of the institution.</param>
    /// <param name="line">How it is asked; owned by the source from here on.</param>
    /// <param name="timeout">Most time that a question takes.</param>
    /// <param name="atOnce">Most questions at the same time; four times as many may wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public AdapterSource(string institution, IAdapterLine line, TimeSpan timeout, int atOnce, TimeProvider time, ILogger<AdapterSource> log)
    {
        Institution = institution;
        _line = line;
        _timeout = timeout;
        _guard = new SourceGuard(atOnce, time);
        _judge = new AnswerJudge(institution, time, log);
        _time = time;
        _log = log;
    }

    /// <summary>Code of the institution.</summary>
    public string Institution { get; }

    /// <summary>True once the adapter has said what it offers.</summary>
    public bool Described => _offered is not null;

    /// <summary>Kinds that it says it offers; none before it has described itself.</summary>
    public IReadOnlySet<FactKind> Offered => _offered ?? FrozenSet<FactKind>.Empty;

    /// <summary>Whether it tells what changes.</summary>
    public bool WatchesChanges => _watchesChanges;

    /// <summary>What it said of itself last; null before it did.</summary>
    public DescribeResponse? Description => _description;

    /// <summary>How it is, by the last question.</summary>
    public SourceCondition Condition => _condition;

    /// <summary>Its circuit breaker: <c>closed</c>, <c>open</c>, <c>halfopen</c>.</summary>
    public string BreakerState => _guard.BreakerState;

    /// <summary>When its change feed was last heard; null when it was not.</summary>
    public DateTimeOffset? HeardAt => Interlocked.Read(ref _heardAt) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal AnswerJudge Judge => _judge;

    /// <summary>People whose records change, from a token on; from now on without one.</summary>
    public async IAsyncEnumerable<WatchChangesResponse> WatchAsync(ByteString token, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var change in _line.WatchAsync(token, cancellation))
        {
            Interlocked.Exchange(ref _heardAt, _time.GetUtcNow().UtcTicks);
            yield return change;
        }
    }

    /// <summary>Whether asking for these kinds makes sense. An adapter that has not described itself yet is asked for anything.</summary>
    public bool Offers(IReadOnlySet<FactKind> kinds) => kinds.Count != 0 && (_offered is not { } offered || offered.Overlaps(kinds));

    /// <summary>Asks the adapter what it offers; false when it did not say so, or said it for another institution.</summary>
    public async Task<bool> DescribeAsync(CancellationToken cancellation)
    {
        try
        {
            var description = await _line.DescribeAsync(Deadline(_timeout), cancellation);
            if (description.Institution != Institution)
            {
                SourcesLog.DescribesAnother(_log, Institution);
                return false;
            }

            _description = description;
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
        var attempt = new Attempt(Institution, Now());
        var outcome = await TryAsync(
            attempt,
            budget,
            async (deadline, token) => _judge.Judge(nationalId, await _line.GetRecordsAsync(nationalId, kinds, deadline, token)),
            cancellation);
        return Noted(outcome.Answer ?? outcome.Failure!) with { Hop = attempt.Ended(outcome.Code, Now(), _guard.BreakerState) };
    }

    /// <summary>Asks about many people in one go, over one stream.</summary>
    /// <returns>The answers in the order of the people.</returns>
    public async Task<SourceAnswer[]> AskManyAsync(
        IReadOnlyList<NationalId> people, IReadOnlySet<FactKind> kinds, TimeSpan budget, CancellationToken cancellation)
    {
        var attempt = new Attempt(Institution, Now());
        var answers = new SourceAnswer?[people.Count];
        var outcome = await TryAsync(attempt, budget, (deadline, token) => AskEachAsync(people, kinds, answers, deadline, token), cancellation);
        var missing = outcome.Failure ?? _judge.BreaksContract;
        // one question went wrong if one answer did
        Noted(answers.FirstOrDefault(answer => answer is null || !answer.IsWhole, answers.LastOrDefault()) ?? missing);
        return Array.ConvertAll(answers, answer => (answer ?? missing) with { Hop = attempt.Ended(outcome.Code, Now(), _guard.BreakerState) });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _guard.Dispose();
        _line.Dispose();
    }

    private async Task<bool> AskEachAsync(
        IReadOnlyList<NationalId> people, IReadOnlySet<FactKind> kinds, SourceAnswer?[] answers, DateTime deadline, CancellationToken cancellation)
    {
        await _line.GetManyAsync(people, kinds, Take, deadline, cancellation);
        return true;

        void Take(BatchGetRecordsResponse response)
        {
            if (response.CorrelationId < 0 || response.CorrelationId >= people.Count)
                return;
            var number = (int)response.CorrelationId;
            answers[number] = response.ResultCase == BatchGetRecordsResponse.ResultOneofCase.Error
                ? _judge.Failed((StatusCode)response.Error.Code)
                : _judge.Judge(people[number], response.Records);
        }
    }

    /// <summary>Makes a call under the guard, within the budget and the source's own time, and turns what goes wrong into an answer.</summary>
    private async Task<(T? Answer, SourceAnswer? Failure, StatusCode Code)> TryAsync<T>(
        Attempt attempt, TimeSpan budget, Func<DateTime, CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        var ownTime = budget >= _timeout;
        var deadline = Deadline(ownTime ? _timeout : budget);
        try
        {
            var answer = await _guard.CallAsync(
                async token =>
                {
                    attempt.Count++;
                    try
                    {
                        return await call(deadline, token);
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

    private SourceAnswer Noted(SourceAnswer answer)
    {
        _condition = _condition.After(answer, _time.GetUtcNow());
        return answer;
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
