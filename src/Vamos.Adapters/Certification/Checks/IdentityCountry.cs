namespace Vamos.Adapters.Certification.Checks;

internal sealed class IdentityCountry : ICheck
{
    public CheckTitle About { get; } = new(
        "identity",
        "identity-country",
        "The same number of another country is another person",
        "A number means nothing without the country that issued it; empty means PY.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            var foreigner = answer.Person.NationalId.Clone();
            foreigner.CountryCode = "AR";
            var outcome = await examination.Wire.AskAsync(foreigner, [], cancellationToken);
            if (outcome.IsFound)
                findings.Defect(
                    $"{answer.Person.Label}: the number with the country AR finds a Paraguayan's records.",
                    "Answer found = false for a country_code other than PY, unless the legacy system keeps the country of a document.");
            else if (!outcome.IsUnknown)
                findings.Defect(
                    $"{answer.Person.Label}: with the country AR the adapter answers {outcome.InWords()}.",
                    "A foreign document is no error: answer found = false.");
        }
    }
}
