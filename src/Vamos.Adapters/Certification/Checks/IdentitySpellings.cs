namespace Vamos.Adapters.Certification.Checks;

internal sealed class IdentitySpellings : ICheck
{
    public CheckTitle About { get; } = new(
        "identity", "identity-spellings", "A person is the same under each spelling that the contract allows", "country_code: empty means PY.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            var spelt = answer.Person.NationalId.Clone();
            spelt.CountryCode = spelt.CountryCode.Length == 0 ? "PY" : "";
            var outcome = await examination.Wire.AskAsync(spelt, [], cancellationToken);
            if (AnswerComparison.Difference(answer.Outcome, outcome) is { } difference)
                findings.Defect(
                    $"{answer.Person.Label}: with country_code PY and without one the adapter answers differently: {difference}.",
                    "Take an empty country_code and PY for the same.");
        }
    }
}
