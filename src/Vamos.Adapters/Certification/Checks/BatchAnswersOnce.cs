namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

internal sealed class BatchAnswersOnce : ICheck
{
    private const int Questions = 1000;

    public CheckTitle About { get; } = new(
        "batch",
        "batch-answers-once",
        "Each of a thousand questions is answered once, under its own number",
        "correlation_id comes back with the answer; the order is free. The same person may be asked about several times. "
            + "When the caller has half-closed the stream and everything is answered, the adapter ends it with OK.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var questions = BatchQuestions.About(examination.Anybody, Questions);
        var start = examination.Time.GetTimestamp();
        var batch = await examination.Wire.BatchAsync(questions, default, examination.Timeouts.Batch, cancellationToken);
        Compare(questions, batch, findings);
        batch.MustEndWell($"over {Questions} questions");
        findings.Note($"{Questions} questions in {examination.Time.GetElapsedTime(start).TotalSeconds:0.00} s.");
    }

    private static void Compare(IReadOnlyList<BatchGetRecordsRequest> questions, BatchOutcome batch, Findings findings)
    {
        var asked = questions.ToDictionary(question => question.CorrelationId, question => question.NationalId);
        var answers = batch.Answers.GroupBy(answer => answer.CorrelationId).ToDictionary(group => group.Key, group => group.ToList());
        var missing = asked.Keys.Count(number => !answers.ContainsKey(number));
        // How a stream ended that was cut short says more than how much was missing by then.
        if (missing != 0 && batch.Refusal is null)
            findings.Defect($"{missing} of {questions.Count} questions were never answered.", "Answer every question before ending the stream.");
        if (answers.Count(answer => answer.Value.Count > 1) is > 0 and var twice)
            findings.Defect(
                $"{twice} questions were answered more than once.",
                "Answer each question of the stream once, also when a person is asked about twice.");
        if (answers.Keys.Count(number => !asked.ContainsKey(number)) is > 0 and var foreign)
            findings.Defect(
                $"{foreign} answers have a correlation_id that no question had.",
                "Copy correlation_id from the question; it is any number of 64 bits.");
        if (batch.Answers.Count(answer => IsOfAnotherQuestion(answer, asked)) is > 0 and var swapped)
            findings.Defect(
                $"{swapped} answers are about another person than their question.",
                "Keep question and answer together, whatever the order of reading.");
    }

    // Whether an answer names its person at all is for another check.
    private static bool IsOfAnotherQuestion(BatchGetRecordsResponse answer, Dictionary<long, NationalId> asked) =>
        answer.Records?.NationalId?.Canonical() is { } given
        && asked.TryGetValue(answer.CorrelationId, out var wanted)
        && !given.Equals(wanted.Canonical())
        && asked.Values.Any(person => given.Equals(person.Canonical()));
}
