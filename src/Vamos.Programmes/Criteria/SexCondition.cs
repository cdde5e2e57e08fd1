namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>The person's sex, as the sources state it.</summary>
internal sealed record SexCondition : Condition
{
    [DocumentKey("The sex: female or male.")]
    public required Sex Is { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Person);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            if (records.Person is not { Sex: not Sex.Unspecified } person)
                continue;
            trail?.Uses(FactKind.Person, person.Sex == Sex.Female ? "sexo femenino" : "sexo masculino", person.Provenance);
            found.Add(TruthLogic.Of(person.Sex == Is));
        }

        if (!found.IsStated)
        {
            return asked.Facts.IsComplete(FactKind.Person)
                ? Say(trail, Truth.Unknown, "Ninguna fuente conoce su sexo.")
                : SayMissing(trail, asked, FactKind.Person);
        }

        if (found.IsContradictory)
            return Say(trail, Truth.Unknown, "Las fuentes se contradicen sobre su sexo.");
        return found.Truth == Truth.Yes
            ? Say(trail, Truth.Yes, "Es del sexo al que se refiere.")
            : Say(trail, Truth.No, "No es del sexo al que se refiere.");
    }
}
