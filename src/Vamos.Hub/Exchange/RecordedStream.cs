namespace Vamos.Hub.Exchange;

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;

/// <summary>
/// The answers of a stream: each is masked and recorded as if it went alone, but what is ready at the same time is made durable
/// in one go. No answer leaves before its record is durable. At most a batch waits; then the method is held back.
/// </summary>
internal sealed class RecordedStream<TResponse> : IServerStreamWriter<TResponse>, IAsyncDisposable
    where TResponse : class
{
    private const int LargestBatch = 256;

    private readonly Channel<(TResponse Response, ExchangeRecord Record)> _ready =
        Channel.CreateBounded<(TResponse, ExchangeRecord)>(new BoundedChannelOptions(LargestBatch) { SingleReader = true });

    private readonly ExchangedCall _call;
    private readonly IMessage? _request;
    private readonly Func<MethodGrant>? _renew;
    private readonly StreamQuestions _questions;
    private readonly ConditionalWeakTable<IMessage, ExchangeRecord> _traces;
    private readonly ConditionalWeakTable<IMessage, IReadOnlyCollection<NationalId>> _people;
    private readonly IServerStreamWriter<TResponse> _answers;
    private readonly ExchangeRecorder _recorder;
    private readonly CancellationToken _cancellation;
    private readonly Task _sending;
    private int _number;

    /// <param name="call">The call.</param>
    /// <param name="request">The request that opened the stream; null when requests come in a stream of their own.</param>
    /// <param name="renew">Decides anew about each answer; null when each question is decided.</param>
    /// <param name="questions">Questions that wait for answers.</param>
    /// <param name="traces">Where which answer is from.</param>
    /// <param name="people">Whom an answer is about, beyond the person that it names.</param>
    /// <param name="answers">Where answers go.</param>
    /// <param name="recorder">Records them.</param>
    /// <param name="cancellation">Ends with the call.</param>
    public RecordedStream(
        ExchangedCall call,
        IMessage? request,
        Func<MethodGrant>? renew,
        StreamQuestions questions,
        ConditionalWeakTable<IMessage, ExchangeRecord> traces,
        ConditionalWeakTable<IMessage, IReadOnlyCollection<NationalId>> people,
        IServerStreamWriter<TResponse> answers,
        ExchangeRecorder recorder,
        CancellationToken cancellation)
    {
        (_call, _request, _renew, _questions) = (call, request, renew, questions);
        (_traces, _people, _answers, _recorder, _cancellation) = (traces, people, answers, recorder, cancellation);
        _sending = SendAsync();
    }

    public WriteOptions? WriteOptions
    {
        get => _answers.WriteOptions;
        set => _answers.WriteOptions = value;
    }

    public async Task WriteAsync(TResponse message)
    {
        var response = (IMessage)message;
        var (question, arrived) = _questions.Take(response);
        var fields = (_renew?.Invoke() ?? _call.Grant!).Fields;
        var released = fields.Releases();
        var subject = MessageFields.Subject(response);
        fields.Apply(response, released);

        var record = _recorder.Begin(_call, question ?? _request);
        // the stream may be open for days; the exchange lasted from its question to its answer
        record.RequestTime = Timestamp.FromDateTimeOffset(arrived);
        record.ExchangeId = string.Create(CultureInfo.InvariantCulture, $"{_call.Id}.{Interlocked.Increment(ref _number)}");
        if (record.SubjectHash.IsEmpty && subject is not null)
            record.SubjectHash = _recorder.Subject(subject);
        if (_people.TryGetValue(response, out var people))
            _recorder.Name(record, people);
        _recorder.Answer(record, _call, response, released.Paths, _traces.TryGetValue(response, out var trace) ? trace : new ExchangeRecord());
        try
        {
            await _ready.Writer.WriteAsync((message, record), _cancellation);
        }
        catch (ChannelClosedException)
        {
            // sending has failed: say why
            await _sending;
            throw;
        }
    }

    /// <summary>Sends what waits; the stream ends after it.</summary>
    public async Task CompleteAsync()
    {
        _ready.Writer.TryComplete();
        await _sending;
    }

    /// <summary>Gives up what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _ready.Writer.TryComplete();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync()
    {
        try
        {
            var batch = new List<(TResponse Response, ExchangeRecord Record)>(LargestBatch);
            while (await _ready.Reader.WaitToReadAsync(_cancellation))
            {
                batch.Clear();
                while (batch.Count < LargestBatch && _ready.Reader.TryRead(out var next))
                    batch.Add(next);
                await _recorder.WriteAsync([.. batch.Select(b => b.Record)]);
                foreach (var (response, _) in batch)
                    await _answers.WriteAsync(response);
            }
        }
        catch (Exception e)
        {
            _ready.Writer.TryComplete(e);
            throw;
        }
    }
}
