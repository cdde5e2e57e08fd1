namespace Vamos.Adapters.Certification.Checks;

using Vamos.Adapter.V1;
using Vamos.Certificates;

internal sealed class DescribeComplete : ICheck
{
    private const int LargestBatch = 10_000;

    public CheckTitle About { get; } = new(
        "contract",
        "describe-complete",
        "Describe says what the adapter is and what it can answer",
        "institution is that of the adapter's certificate, in lower case; names, contract version, offered facts with system, freshness and "
            + "latency, and a batch size of 1 to 10000 are there.");

    public Task RunAsync(Examination examination, Findings findings, CancellationToken cancellationToken)
    {
        var description = examination.Description;
        if (!InstitutionName.IsValid(description.Institution))
            findings.Defect("institution is not an institution's code.", $"Give the code: {InstitutionName.Rule}.");
        else if (examination.Wire.ServerInstitution is { } own && own != description.Institution)
            findings.Defect(
                $"institution is '{description.Institution}', but the adapter's certificate is of '{own}'.",
                "Use the certificate of the institution whose data the adapter serves, or correct institution.");
        if (description.DisplayName.Length == 0)
            findings.Defect("display_name is empty.", "Give the institution's name in Spanish.");
        if (description.ContractVersion != "vamos.adapter.v1")
            findings.Defect($"contract_version is '{description.ContractVersion}'.", "Give the contract that the adapter was built for: vamos.adapter.v1.");
        if (description.BatchSize is < 1 or > LargestBatch)
            findings.Defect(
                $"batch_size is {description.BatchSize}.",
                $"Give how many people are read from the legacy system in one go: 1 to {LargestBatch}.");
        if (description.AdapterVersion.Length == 0)
            findings.Warn("adapter_version is empty, so that nobody can tell which software answered.");
        Offers(description, findings);
        return Task.CompletedTask;
    }

    private static void Offers(DescribeResponse description, Findings findings)
    {
        if (description.OfferedFacts.Count == 0)
            findings.Defect(
                "offered_facts is empty, so that the hub never asks this adapter anything.",
                "List every kind of fact that the adapter can answer.");
        foreach (var twice in description.OfferedFacts.GroupBy(fact => (fact.Kind, fact.System)).Where(group => group.Count() > 1))
            findings.Defect(
                $"offered_facts has {FactFields.NameOf(twice.Key.Kind)} of the system '{twice.Key.System}' twice.",
                "Offer each pair of kind and system once.");
        foreach (var fact in description.OfferedFacts)
        {
            if (!FactFields.Kinds.Contains(fact.Kind))
                findings.Defect($"offered_facts has the kind {(int)fact.Kind}, which the contract does not have.", "Offer kinds of the enum FactKind only.");
            if (fact.System.Length == 0)
                findings.Defect(
                    $"The offer of {FactFields.NameOf(fact.Kind)} names no system.",
                    "Name the legacy system that holds the facts, as in their provenance.");
            if (fact.Freshness is null || fact.Freshness.ToTimeSpan() < TimeSpan.Zero)
                findings.Defect(
                    $"The offer of {FactFields.NameOf(fact.Kind)} has no freshness.",
                    "Say how old facts usually are at most: zero for a system that is read directly, a day for a nightly file.");
            if (fact.TypicalLatency is null || fact.TypicalLatency.ToTimeSpan() <= TimeSpan.Zero)
                findings.Defect($"The offer of {FactFields.NameOf(fact.Kind)} has no typical_latency.", "Say within what time nearly all answers come.");
        }
    }
}
