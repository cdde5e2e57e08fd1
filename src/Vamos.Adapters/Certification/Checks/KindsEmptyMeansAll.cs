namespace Vamos.Adapters.Certification.Checks;

internal sealed class KindsEmptyMeansAll : ICheck
{
    public CheckTitle About { get; } = new(
        "kinds",
        "kinds-empty-means-all",
        "No kinds asked for means all that are offered",
        "kinds: empty means all that the adapter offers, and nothing that it does not.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            var listed = await examination.Wire.AskAsync(answer.Person.NationalId, examination.Offered, cancellationToken);
            if (AnswerComparison.Difference(answer.Outcome, listed) is { } difference)
                findings.Defect(
                    $"{answer.Person.Label}: asked without kinds and asked for every offered kind, the adapter answers differently: {difference}.",
                    "Take an empty list of kinds for the list of all that are offered.");
            var unoffered = FactFields.In(answer.Records).Except(examination.Offered).ToList();
            if (unoffered.Count != 0)
                findings.Defect(
                    $"{answer.Person.Label}: the adapter gives {FactFields.NamesOf(unoffered)}, which Describe does not offer.",
                    "Offer the kind in Describe, or do not give it.");
        }
    }
}
