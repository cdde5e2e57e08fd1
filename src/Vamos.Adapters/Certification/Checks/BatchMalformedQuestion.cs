namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Wire;
using Vamos.Common.V1;

internal sealed class BatchMalformedQuestion : ICheck
{
    // Numbers of well-formed questions begin here.
    private const long WellFormed = 1000;

    public CheckTitle About { get; } = new(
        "batch",
        "batch-malformed-question",
        "A malformed question in a batch fails alone",
        "Its answer carries an error, INVALID_ARGUMENT with BadRequest; the stream goes on for the others.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        // Each well-formed one is of another person, and the last question is one of them.
        var sound = new Queue<NationalId>(examination.Anybody.Take(MalformedNumbers.All.Count));
        var questions = new List<BatchGetRecordsRequest>();
        foreach (var (_, person) in MalformedNumbers.All)
        {
            if (sound.Count > 1)
                questions.Add(BatchQuestions.Of(WellFormed + questions.Count, sound.Dequeue()));
            questions.Add(BatchQuestions.Of(questions.Count(question => question.CorrelationId < WellFormed), person));
        }

        questions.Add(BatchQuestions.Of(WellFormed + questions.Count, sound.Dequeue()));
        var batch = await examination.Wire.BatchAsync(questions, default, examination.Timeouts.Batch, cancellationToken);
        if (batch.Refusal is not null)
        {
            findings.Defect(
                $"A malformed question ends the whole stream with {batch.Refusal.InWords()}: {batch.Answers.Count} of {questions.Count} were answered.",
                "Answer a malformed question with its correlation_id and the field error, and go on with the next. Raise nothing out of the stream.");
            return;
        }

        var answers = batch.Answers.GroupBy(answer => answer.CorrelationId).ToDictionary(group => group.Key, group => Outcome.Of(group.First()));
        for (var i = 0; i < MalformedNumbers.All.Count; i++)
        {
            var what = $"In a batch, a question {MalformedNumbers.All[i].What}";
            if (answers.TryGetValue(i, out var outcome))
                MalformedQuestion.Look(what, outcome, findings);
            else
                findings.Defect($"{what} is not answered at all.", "Answer every question, a malformed one with an error under its correlation_id.");
        }

        var unanswered = questions.Count(question => question.CorrelationId >= WellFormed && !answers.ContainsKey(question.CorrelationId));
        if (unanswered != 0)
            findings.Defect(
                $"{unanswered} well-formed questions beside malformed ones were not answered.",
                "A malformed question must not cost another its answer.");
    }
}
