namespace Vamos.Adapters.Certification.Checks;

using Grpc.Core;
using Vamos.Adapters.Certification.Wire;

internal sealed class UnknownPerson : ICheck
{
    public CheckTitle About { get; } = new(
        "answers",
        "unknown-person",
        "A person whom the institution does not know is an answer, not an error",
        "found is false, and everything below is empty. An error would mean that the institution could not be asked.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var given = examination.Expectations.Unknown.Count != 0;
        for (var i = 0; i < examination.Unknown.Count; i++)
        {
            var outcome = await examination.Wire.AskAsync(examination.Unknown[i], [], cancellationToken);
            if (outcome.IsFound && !given)
                findings.Skip("no number is given that the adapter does not know; list some under unknown: with --expect");
            else
                Look($"unknown[{i}]", outcome, findings);
        }
    }

    private static void Look(string who, Outcome outcome, Findings findings)
    {
        if (outcome.Refusal is { } refusal)
            findings.Defect(
                $"{who}: the adapter answers {refusal.InWords()} for a person whom it does not know.",
                "Answer with status OK, records.national_id as asked and records.found = false"
                    + (refusal.Code == StatusCode.NotFound ? ". NOT_FOUND is not an answer of this contract." : "."));
        else if (outcome.IsFound)
            findings.Defect($"{who}: the adapter knows a person whom it should not know.", "Look the number up exactly; or correct the file of expectations.");
        else if (FactFields.In(outcome.Records!).Any() || outcome.Records!.Issues.Count != 0)
            findings.Defect($"{who}: found is false, but something else is filled.", "Fill national_id alone when found is false.");
    }
}
