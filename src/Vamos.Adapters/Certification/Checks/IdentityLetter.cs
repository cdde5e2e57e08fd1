namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapter.V1;

internal sealed class IdentityLetter : ICheck
{
    public CheckTitle About { get; } = new(
        "identity",
        "identity-letter",
        "The same number with another letter is another person",
        "Number and letter together identify: 99000010 and A-99000010 are two people.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            foreach (var letter in (string[])["", "A", "Z"])
            {
                if (letter == answer.Person.NationalId.Letter)
                    continue;
                var other = answer.Person.NationalId.Clone();
                other.Letter = letter;
                var outcome = await examination.Wire.AskAsync(other, [], cancellationToken);
                if (outcome.IsFound && Facts(outcome.Records!).Equals(Facts(answer.Records)))
                    findings.Defect(
                        $"{answer.Person.Label}: {(letter.Length == 0 ? "without its letter" : $"with the letter {letter}")} the number finds the same person.",
                        "Look people up by number and letter together; without a letter, only people who have none.");
                else if (!outcome.IsFound && !outcome.IsUnknown)
                    findings.Defect(
                        $"{answer.Person.Label}: with another letter the adapter answers {outcome.InWords()}.",
                        "Answer found = false for whom nobody knows.");
            }
        }
    }

    private static PersonRecords Facts(PersonRecords records)
    {
        var facts = AnswerComparison.Plain(records);
        facts.NationalId = null;
        if (facts.Person is not null)
            facts.Person.NationalId = null;
        return facts;
    }
}
