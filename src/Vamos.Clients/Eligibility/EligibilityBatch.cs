namespace Vamos.Clients.Eligibility;

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Clients.Failures;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Eligibility.V1;

/// <summary>One batch: a stream of questions that survives its connection. Bounded: so many questions are under way, and no more are read.</summary>
internal sealed class EligibilityBatch(
    EligibilityService.EligibilityServiceClient stub, VamosConnection connection, IAsyncEnumerable<NationalId> people, string programme, CheckOptions options)
    : IDisposable
{
    private const int UnderWay = 2_000;
    private const int MostFailures = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private static readonly Problem EndedEarly = new(
        StatusCode.Unavailable, LocalReasons.HubUnreachable, "The hub ended the stream before it had answered every question.", "La plataforma cerró la consulta.");

    private readonly ConcurrentDictionary<long, NationalId> _unanswered = new();
    private readonly SemaphoreSlim _places = new(UnderWay);
    private readonly Channel<BatchAnswer> _answers = Channel.CreateUnbounded<BatchAnswer>(new UnboundedChannelOptions { SingleReader = true });
    private long _asked;
    private bool _allAsked;
    private int _failures;
    private ExceptionDispatchInfo? _noMorePeople;

    public async IAsyncEnumerable<BatchAnswer> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = WorkAsync(ends.Token);
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(cancellation))
            {
                yield return answer;
                _places.Release();
            }

            await work;
        }
        finally
        {
            await ends.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    private async Task WorkAsync(CancellationToken cancellation)
    {
        try
        {
            await using var source = people.GetAsyncEnumerator(cancellation);
            while (!_allAsked || !_unanswered.IsEmpty)
            {
                try
                {
                    await StreamAsync(source, cancellation);
                    if (!_allAsked || !_unanswered.IsEmpty)
                        throw new HubUnavailableException(EndedEarly, "", null);
                }
                catch (VamosException e) when (ConnectionFailure.IsBroken(e) && ++_failures < MostFailures)
                {
                    await Task.Delay(FirstPause * Math.Pow(2, _failures - 1), connection.Time, cancellation);
                }
            }

            _answers.Writer.Complete();
        }
        catch (Exception e)
        {
            _answers.Writer.Complete(e);
        }
    }

    private async Task StreamAsync(IAsyncEnumerator<NationalId> source, CancellationToken cancellation)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = stub.BatchCheckEligibility(connection.OptionsOf(options.Declaration, null, cancellation));
        var asking = AskAsync(call.RequestStream, source, broken);
        try
        {
            while (await call.ResponseStream.MoveNext(broken.Token))
            {
                var response = call.ResponseStream.Current;
                // An answer that comes a second time, after a break, is nobody's any more.
                if (!_unanswered.TryRemove(response.CorrelationId, out _))
                    continue;
                _failures = 0;
                _answers.Writer.TryWrite(new BatchAnswer(response.CorrelationId, response.Decision, response.Error));
            }
        }
        catch (Exception) when (_noMorePeople is not null)
        {
            _noMorePeople.Throw();
        }
        finally
        {
            await broken.CancelAsync();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(IClientStreamWriter<BatchCheckEligibilityRequest> questions, IAsyncEnumerator<NationalId> source, CancellationTokenSource broken)
    {
        var cancellation = broken.Token;
        foreach (var (number, person) in _unanswered.OrderBy(question => question.Key).ToArray())
            await questions.WriteAsync(Question(number, person), cancellation);
        while (!_allAsked)
        {
            await _places.WaitAsync(cancellation);
            if (!await HasNextAsync(source, broken))
            {
                _allAsked = true;
                break;
            }

            var number = _asked++;
            _unanswered[number] = source.Current;
            await questions.WriteAsync(Question(number, source.Current), cancellation);
        }

        await questions.CompleteAsync();
    }

    // the hub would wait for the next question, and we for its answers
    private async Task<bool> HasNextAsync(IAsyncEnumerator<NationalId> source, CancellationTokenSource broken)
    {
        try
        {
            return await source.MoveNextAsync();
        }
        catch (Exception e)
        {
            _noMorePeople = ExceptionDispatchInfo.Capture(e);
            await broken.CancelAsync();
            throw;
        }
    }

    private BatchCheckEligibilityRequest Question(long number, NationalId person) => new()
    {
        CorrelationId = number,
        NationalId = person,
        ProgrammeCode = programme,
        AsOf = options.AsOf,
        MaxAge = options.MaxAge is { } age ? Duration.FromTimeSpan(age) : null,
        View = options.View,
    };
}
