namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapters.Certification.Expectations;

/// <param name="showValues">Whether the report may say what the adapter answered.</param>
internal sealed class GoldenVectors(bool showValues) : ICheck
{
    public CheckTitle About { get; } = new(
        "answers",
        "golden-vectors",
        "The facts that the adapter is known to hold come, and are right",
        "Everything that the institution knows about one person, translated into the contract.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (examination.Expectations.People.Count == 0)
        {
            findings.Skip("nobody is named whom the adapter knows; name people with --expect");
            return;
        }

        var match = new ExpectedMatch(showValues);
        foreach (var (person, outcome, _, _) in await examination.KnownAsync(cancellationToken))
        {
            if (!outcome.IsFound)
                findings.Defect(
                    $"{person.Label}: the adapter answers {outcome.InWords()} for a person whom it is expected to know.",
                    "See whether the number is written otherwise in the legacy system (dots, leading zeros, letter), or correct the file of expectations.");
            else if (person.Records is not null)
                Compare(person, match.Differences(person.Records, outcome.Records!), findings);
        }

        var expected = examination.Expectations.People.Count(person => person.Records is not null);
        findings.Note($"{expected} of {examination.Expectations.People.Count} people have expected facts.");
    }

    private static void Compare(ExpectedPerson person, IEnumerable<string> differences, Findings findings)
    {
        foreach (var difference in differences)
        {
            findings.Defect(
                $"{person.Label}: {difference}.",
                "Correct the translation of this field, or the file of expectations. --show-values shows what the adapter answers.");
        }
    }
}
