namespace Vamos.Hub.Eligibility;

using System.Runtime.CompilerServices;
using Google.Protobuf;
using Vamos.Contracts.Errors;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Hub.Programmes;
using Vamos.Trust.Agreements;

/// <summary>One stream of questions. What a question leaves out is taken from the first.</summary>
internal sealed class EligibilityBatch(
    EligibilityCheck check, CurrentProgrammes programmes, MethodGrant grant, ConditionalWeakTable<IMessage, ExchangeRecord> traces, EligibilityEndpoint endpoint)
{
    private BatchCheckEligibilityRequest? _first;

    /// <summary>A question with all that it left out.</summary>
    public BatchCheckEligibilityRequest Completed(BatchCheckEligibilityRequest question)
    {
        _first ??= question.Clone();
        if (question.ProgrammeCode.Length == 0)
            question.ProgrammeCode = _first.ProgrammeCode;
        question.AsOf ??= _first.AsOf;
        question.MaxAge ??= _first.MaxAge;
        if (question.View == DecisionView.Unspecified)
            question.View = _first.View;
        return question;
    }

    /// <summary>Answers some questions in one go.</summary>
    public async Task AnswerAsync(
        IReadOnlyList<BatchCheckEligibilityRequest> questions, Func<BatchCheckEligibilityResponse, Task> send, CancellationToken cancellation)
    {
        var sound = new List<BatchCheckEligibilityRequest>(questions.Count);
        foreach (var question in questions)
        {
            if (EligibilityEndpoint.Violations(question.NationalId, question.ProgrammeCode, question.AsOf, question.MaxAge) is { Count: not 0 } flaws)
                await send(Refused(question, Problem.InvalidRequest(flaws)));
            else
                sound.Add(question);
        }

        foreach (var alike in sound.GroupBy(question => (question.ProgrammeCode, question.AsOf, question.MaxAge)))
            await AnswerAlikeAsync([.. alike], send, cancellation);
    }

    private async Task AnswerAlikeAsync(BatchCheckEligibilityRequest[] questions, Func<BatchCheckEligibilityResponse, Task> send, CancellationToken cancellation)
    {
        var (first, book) = (questions[0], programmes.Book);
        if (book.Find(first.ProgrammeCode) is not { } programme)
        {
            foreach (var question in questions)
                await send(Refused(question, EligibilityEndpoint.ProgrammeNotFound));
            return;
        }

        var decided = await check.JudgeAsync(
            Array.ConvertAll(questions, question => question.NationalId.Canonical()),
            book,
            programme,
            endpoint.Day(first.AsOf),
            grant.Providers,
            EligibilityEndpoint.Demand(first.MaxAge, grant),
            cancellation);
        for (var i = 0; i < questions.Length; i++)
        {
            var response = new BatchCheckEligibilityResponse { CorrelationId = questions[i].CorrelationId, Decision = decided[i].For(questions[i].View) };
            traces.Add(response, decided[i].Trace);
            await send(response);
        }
    }

    private static BatchCheckEligibilityResponse Refused(BatchCheckEligibilityRequest question, Problem problem) =>
        new() { CorrelationId = question.CorrelationId, Error = problem.ToStatus() };
}
