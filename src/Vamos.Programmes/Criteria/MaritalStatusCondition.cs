namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>The person's marital status, which is stated without a date.</summary>
internal sealed record MaritalStatusCondition : Condition
{
    [DocumentKey("Marital statuses that count.", MinimumCount = 1)]
    public required IReadOnlyList<MaritalStatus> Statuses { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Person);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            if (records.Person is not { MaritalStatus: not MaritalStatus.Unspecified } person)
                continue;
            trail?.Uses(FactKind.Person, Wording.Of(person.MaritalStatus), person.Provenance);
            found.Add(TruthLogic.Of(Statuses.Contains(person.MaritalStatus)));
        }

        if (!found.IsStated)
        {
            return asked.Facts.IsComplete(FactKind.Person)
                ? Say(trail, Truth.Unknown, "Ninguna fuente conoce su estado civil.")
                : SayMissing(trail, asked, FactKind.Person);
        }

        if (found.IsContradictory)
            return Say(trail, Truth.Unknown, "Las fuentes se contradicen sobre su estado civil.");
        return found.Truth == Truth.Yes
            ? Say(trail, Truth.Yes, "Tiene el estado civil exigido.")
            : Say(trail, Truth.No, "No tiene el estado civil exigido.");
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes) => CheckDistinct(at, $"{path}.statuses", Statuses);
}
