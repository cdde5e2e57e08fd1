namespace Vamos.Adapters.Certification.Checks;

using Vamos.Beneficiary.V1;

internal sealed class KindsNotOffered : ICheck
{
    private const FactKind OfALaterContract = (FactKind)63;

    public CheckTitle About { get; } = new(
        "kinds",
        "kinds-not-offered",
        "A kind that the adapter does not offer is no error and gives no facts",
        "Beside offered kinds it changes nothing. Asked for alone it gives an answer without facts, in which found may be either.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        FactKind[] unoffered = [.. FactFields.Kinds.Except(examination.Offered), OfALaterContract];
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            var person = answer.Person;
            foreach (var kind in (FactKind[])[unoffered[0], OfALaterContract])
            {
                var name = kind == OfALaterContract ? "a kind of a later contract" : FactFields.NameOf(kind);
                var alone = await examination.Wire.AskAsync(person.NationalId, [kind], cancellationToken);
                if (alone.Refusal is not null)
                    findings.Defect($"{person.Label}: asked for {name}, the adapter answers {alone.InWords()}.", "Ignore kinds that are not offered.");
                else if (FactFields.In(alone.Records!).Any())
                    findings.Defect(
                        $"{person.Label}: asked for {name} alone, the adapter gives {FactFields.NamesOf(FactFields.In(alone.Records!))}.",
                        "Take only an empty list for all kinds, not one of which nothing is offered.");
            }

            if (examination.Offered.Count != 0)
                await BesideAsync(examination, answer, unoffered[0], findings, cancellationToken);
        }
    }

    private static async Task BesideAsync(
        Examination examination, KnownAnswer answer, FactKind unoffered, Findings findings, CancellationToken cancellationToken)
    {
        var offered = examination.Offered[0];
        var without = await examination.Wire.AskAsync(answer.Person.NationalId, [offered], cancellationToken);
        var with = await examination.Wire.AskAsync(answer.Person.NationalId, [offered, unoffered, OfALaterContract], cancellationToken);
        if (AnswerComparison.Difference(without, with) is { } difference)
            findings.Defect(
                $"{answer.Person.Label}: {FactFields.NameOf(offered)} beside kinds that are not offered is answered otherwise than alone: {difference}.",
                "Ignore kinds that are not offered.");
    }
}
