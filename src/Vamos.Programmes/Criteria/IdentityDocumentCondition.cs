namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Programmes.Facts;

/// <summary>An identity document under which at least one institution knows the person. Members of a household whose form gives none have none.</summary>
internal sealed record IdentityDocumentCondition : Condition
{
    public override FactKindSet Needs => FactKindSet.Of(FactKind.Person);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        if (asked.Facts.NationalId.Number.Length == 0)
            return Say(trail, Truth.No, "La ficha del hogar no registra un documento de identidad.");
        for (var i = 0; i < asked.Facts.Answers.Count && trail is not null; i++)
        {
            var (status, records) = asked.Facts.Answers[i];
            if (records is not { Found: true })
                continue;
            var from = records.Person?.Provenance ?? status.Provenance ?? new() { Institution = status.Institution };
            trail.Uses(FactKind.Person, "la conoce con este documento", from);
        }

        return asked.Records.Length == 0
            ? SayMissing(trail, asked, FactKind.Person)
            : Say(trail, Truth.Yes, "Tiene un documento de identidad con el que al menos una institución la conoce.");
    }
}
