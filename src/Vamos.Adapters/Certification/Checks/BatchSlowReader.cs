namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;

internal sealed class BatchSlowReader : ICheck
{
    private const int Questions = 3000;

    public CheckTitle About { get; } = new(
        "batch",
        "batch-slow-reader",
        "Nothing is lost when the caller does not read for a while",
        "The adapter stops reading the stream when it cannot keep up or its answers are not taken, and goes on when they are.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var questions = BatchQuestions.About(examination.Anybody, Questions);
        var atOnce = await examination.Wire.BatchAsync(questions, default, examination.Timeouts.Batch, cancellationToken);
        if (atOnce.Refusal is not null || atOnce.Answers.Count < Questions)
        {
            findings.Skip("the same batch is not answered in full even when it is read at once");
            return;
        }

        var pauses = new BatchPauses(BeforeReading: examination.Timeouts.Idle);
        var late = await examination.Wire.BatchAsync(questions, pauses, examination.Timeouts.Batch, cancellationToken);
        late.MustEndWell($"when its answers to {Questions} questions were not read for {examination.Timeouts.Idle.TotalSeconds:0.#} s");
        if (late.Answers.Count < atOnce.Answers.Count)
            findings.Defect(
                $"{atOnce.Answers.Count - late.Answers.Count} of {Questions} answers were lost when they were not read for a while.",
                "Wait until an answer is taken before reading more questions; throw nothing away.");
    }
}
