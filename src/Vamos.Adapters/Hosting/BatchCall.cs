namespace Vamos.Adapters.Hosting;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hosting.Streams;

/// <summary>One stream of questions, read from the legacy system in sets.</summary>
internal sealed class BatchCall(
    RecordsReader reader, int batchSize, Func<NationalId?, Problem?> flawOf, Func<IEnumerable<FactKind>, FactKinds> wanted, ILogger logger)
{
    public Task RunAsync(
        IAsyncStreamReader<BatchGetRecordsRequest> questions, IServerStreamWriter<BatchGetRecordsResponse> answers, CancellationToken cancellationToken) =>
        new SetwiseAnswers<BatchGetRecordsRequest, BatchGetRecordsResponse>(batchSize, setsAtOnce: 1).RunAsync(
            async token => await questions.MoveNext(token) ? questions.Current : null,
            AnswerAsync,
            answer => answers.WriteAsync(answer, cancellationToken),
            cancellationToken);

    private async Task AnswerAsync(
        IReadOnlyList<BatchGetRecordsRequest> batch, Func<BatchGetRecordsResponse, Task> send, CancellationToken cancellationToken)
    {
        var sound = new List<BatchGetRecordsRequest>(batch.Count);
        foreach (var question in batch)
        {
            if (flawOf(question.NationalId) is { } flaw)
                await send(Error(question, flaw));
            else
                sound.Add(question);
        }

        foreach (var group in sound.GroupBy(question => question.NationalId.IsParaguayan ? wanted(question.Kinds) : default))
        {
            foreach (var answer in await AnswersAsync(group.Key, [.. group], cancellationToken))
                await send(answer);
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
