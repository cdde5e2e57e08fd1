namespace Vamos.Adapters.Certification.Checks;

using Vamos.Common.V1;

internal sealed class ProvenanceComplete : ICheck
{
    public CheckTitle About { get; } = new(
        "answers",
        "provenance",
        "Every fact says where it comes from and how old it is",
        "institution is that of Describe, system one of those offered, as_of not in the future, retrieved_at the time of the reading. "
            + "The hub refuses an answer with a fact that lacks its institution.");

    public async Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var answer in await examination.FoundAsync(findings, cancellationToken))
        {
            if (answer.Records.Provenances().Any(provenance => provenance is null))
                findings.Defect($"{answer.Person.Label}: a fact has no provenance.", "Fill provenance in every fact, and in the death of a person too.");
            foreach (var provenance in answer.Records.Provenances().OfType<Provenance>())
                Look(examination, answer, provenance, findings);
        }
    }

    private static void Look(Examination examination, KnownAnswer answer, Provenance provenance, Findings findings)
    {
        var (who, institution) = (answer.Person.Label, examination.Description.Institution);
        var systems = examination.Description.OfferedFacts.Select(fact => fact.System).ToHashSet(StringComparer.Ordinal);
        if (provenance.Institution != institution)
            findings.Defect(
                $"{who}: a fact is of the institution '{provenance.Institution}', not of '{institution}'.",
                "Give the code of Describe in every provenance.");
        if (!systems.Contains(provenance.System))
            findings.Defect(
                $"{who}: a fact is of the system '{provenance.System}', which Describe does not offer.",
                $"Offer the system too, or name one of those offered: {string.Join(", ", systems.Order(StringComparer.Ordinal))}.");
        if (provenance.AsOf?.ToDateTimeOffset() > answer.AnsweredAt + examination.Timeouts.Clock)
            findings.Defect(
                $"{who}: as_of of a fact lies in the future.",
                "Give when the fact was true in the source: the day of the interview, of the payroll, of the event.");
        if (provenance.RetrievedAt is null)
            findings.Defect($"{who}: a fact has no retrieved_at.", "Give when the legacy system was read.");
        else if (!provenance.FromCache && !Within(answer, provenance.RetrievedAt.ToDateTimeOffset(), examination.Timeouts.Clock))
            findings.Defect(
                $"{who}: retrieved_at of a fact is not the time of the call.",
                "Give the time of this reading, or from_cache and cache_age when an earlier reading is given again. See also to the machine's clock.");
    }

    private static bool Within(KnownAnswer answer, DateTimeOffset moment, TimeSpan tolerance) =>
        moment >= answer.AskedAt - tolerance && moment <= answer.AnsweredAt + tolerance;
}
