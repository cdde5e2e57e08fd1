namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Wire;

internal sealed class BatchIdleStream : ICheck
{
    public CheckTitle About { get; } = new(
        "batch",
        "batch-idle-stream",
        "A stream that is open for a while without a question goes on working",
        "The hub keeps streams open. The first question may come late, or never.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var idle = examination.Timeouts.Idle;
        var question = BatchQuestions.About(examination.Anybody, 1);
        var late = await examination.Wire.BatchAsync(question, new BatchPauses(BeforeSending: idle), examination.Timeouts.Batch, cancellationToken);
        late.MustEndWell($"after it had been open for {idle.TotalSeconds:0.#} s without a question");
        if (late.Answers.Count == 0)
            findings.Defect(
                $"A question on a stream that had been open for {idle.TotalSeconds:0.#} s was not answered.",
                "Wait for questions as long as the caller keeps the stream open.");
        var empty = await examination.Wire.BatchAsync([], default, examination.Timeouts.Batch, cancellationToken);
        empty.MustEndWell("when it was half-closed without any question");
    }
}
