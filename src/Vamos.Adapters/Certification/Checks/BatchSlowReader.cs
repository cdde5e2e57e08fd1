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
        var pauses = new BatchPauses(BeforeReading: examination.Timeouts.Idle);
        var batch = await examination.Wire.BatchAsync(questions, pauses, examination.Timeouts.Batch, cancellationToken);
        BatchAnswersOnce.MustAnswerOnce(questions, batch, findings);
        batch.MustEndWell($"when its answers to {Questions} questions were not read for {examination.Timeouts.Idle.TotalSeconds:0.#} s");
    }
}
