namespace Vamos.Adapters.Hosting;

using System.Threading.Channels;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

/// <summary>
/// One stream of questions. What has come in while the legacy system was busy is read from it in one go, so that batches grow by themselves as
/// load does. When too much waits the stream is not read on, and the hub feels it by HTTP/2's flow control.
/// </summary>
internal sealed class BatchCall(
    RecordsReader reader, int batchSize, Func<NationalId?, Problem?> flawOf, Func<IEnumerable<FactKind>, FactKinds> wanted, ILogger logger)
{
    private const int BatchesWaiting = 4;

    private readonly Channel<BatchGetRecordsRequest> _waiting = Channel.CreateBounded<BatchGetRecordsRequest>(
        new BoundedChannelOptions(BatchesWaiting * batchSize) { SingleReader = true, SingleWriter = true });

    public async Task RunAsync(
        IAsyncStreamReader<BatchGetRecordsRequest> questions, IServerStreamWriter<BatchGetRecordsResponse> answers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(questions, stop.Token);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop.Token))
                await AnswerAsync(Take(), answers, stop.Token);
            await receiving;
        }
        finally
        {
            // Whatever ended the answering ends the receiving, which must not outlive the call.
            await stop.CancelAsync();
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReceiveAsync(IAsyncStreamReader<BatchGetRecordsRequest> questions, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            while (await questions.MoveNext(cancellationToken))
                await _waiting.Writer.WriteAsync(questions.Current, cancellationToken);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            _waiting.Writer.TryComplete(failure);
        }
    }

    private List<BatchGetRecordsRequest> Take()
    {
        var batch = new List<BatchGetRecordsRequest>();
        while (batch.Count < batchSize && _waiting.Reader.TryRead(out var question))
            batch.Add(question);
        return batch;
    }

    private async Task AnswerAsync(
        List<BatchGetRecordsRequest> batch, IServerStreamWriter<BatchGetRecordsResponse> answers, CancellationToken cancellationToken)
    {
        var sound = new List<BatchGetRecordsRequest>(batch.Count);
        foreach (var question in batch)
        {
            if (flawOf(question.NationalId) is { } flaw)
                await answers.WriteAsync(Error(question, flaw), cancellationToken);
            else
                sound.Add(question);
        }

        foreach (var group in sound.GroupBy(question => question.NationalId.IsParaguayan ? wanted(question.Kinds) : default))
        {
            foreach (var answer in await AnswersAsync(group.Key, [.. group], cancellationToken))
                await answers.WriteAsync(answer, cancellationToken);
        }
    }

    private async Task<IEnumerable<BatchGetRecordsResponse>> AnswersAsync(
        FactKinds kinds, List<BatchGetRecordsRequest> questions, CancellationToken cancellationToken)
    {
        if (kinds.IsEmpty)
            return questions.Select(question => Answer(question, AdapterEndpoint.Nothing(question.NationalId)));
        try
        {
            var records = await reader.ReadAsync([.. questions.Select(question => question.NationalId.Canonical())], kinds, cancellationToken);
            return questions.Zip(records, Answer);
        }
        catch (LegacySystemException e)
        {
            AdapterLog.LegacySystemFailed(logger, nameof(AdapterService.AdapterServiceBase.BatchGetRecords), e.Message);
            return questions.Select(question => Error(question, AdapterProblems.LegacySystemUnavailable));
        }
    }

    private static BatchGetRecordsResponse Answer(BatchGetRecordsRequest question, PersonRecords records) =>
        RecordsReader.WhyNot(records) is { } problem ? Error(question, problem) : new() { CorrelationId = question.CorrelationId, Records = records };

    private static BatchGetRecordsResponse Error(BatchGetRecordsRequest question, Problem problem) =>
        new() { CorrelationId = question.CorrelationId, Error = problem.ToStatus() };
}
