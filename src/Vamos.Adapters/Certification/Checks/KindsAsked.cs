namespace Vamos.Adapters.Certification.Checks;

internal sealed class KindsAsked : ICheck
{
    public CheckTitle About { get; } = new(
        "kinds",
        "kinds-asked",
        "Only the kinds of fact that are asked for are given",
        "kinds are the kinds that are wanted. What else the institution knows is not asked for, and must not leave it.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        if (examination.Offered.Count < 2)
            findings.Note("The adapter offers one kind only, so there is little to leave out.");
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            foreach (var kind in examination.Offered)
            {
                var outcome = await examination.Wire.AskAsync(answer.Person.NationalId, [kind], cancellationToken);
                if (!outcome.IsFound)
                {
                    findings.Defect(
                        $"{answer.Person.Label}: asked for {FactFields.NameOf(kind)} alone, it answers {outcome.InWords()} for a person whom it knows.",
                        "found says whether the institution knows the person, whatever kinds are asked for.");
                    continue;
                }

                var others = FactFields.In(outcome.Records!).Where(given => given != kind).ToList();
                if (others.Count != 0)
                    findings.Defect(
                        $"{answer.Person.Label}: asked for {FactFields.NameOf(kind)} alone, the adapter also gives {FactFields.NamesOf(others)}.",
                        "Fill only the fields whose kind is among kinds.");
            }
        }
    }
}
