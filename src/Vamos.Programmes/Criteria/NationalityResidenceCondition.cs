namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>How the person belongs to the country, and since when. Natural citizens are always admitted.</summary>
internal sealed record NationalityResidenceCondition : Condition
{
    private const int Longest = 100;

    [DocumentKey("Years of residence that a naturalised person needs. Left out, naturalised people are not admitted.", Maximum = Longest)]
    public int? NaturalisedAfterYears { get; init; }

    [DocumentKey("Years of residence that a foreign person needs. Left out, foreign people are not admitted.", Maximum = Longest)]
    public int? ForeignAfterYears { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Person);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            if (records.Person is not { NationalityStatus: not NationalityStatus.Unspecified } person)
                continue;
            trail?.Uses(FactKind.Person, Summary(person), person.Provenance);
            found.Add(IsAdmitted(person, asked.Day));
        }

        if (!found.IsStated)
        {
            return asked.Facts.IsComplete(FactKind.Person)
                ? Say(trail, Truth.Unknown, "Ninguna fuente conoce su nacionalidad.")
                : SayMissing(trail, asked, FactKind.Person);
        }

        if (found.IsContradictory)
            return Say(trail, Truth.Unknown, "Las fuentes se contradicen sobre su nacionalidad o residencia.");
        return found.Truth switch
        {
            Truth.Yes => Say(trail, Truth.Yes, "Cumple la nacionalidad o la residencia exigida."),
            Truth.No => Say(trail, Truth.No, "No cumple la nacionalidad ni la residencia exigida."),
            _ => Say(trail, Truth.Unknown, "No se conoce con precisión desde cuándo reside en el país."),
        };
    }

    private Truth IsAdmitted(Person person, DateOnly day)
    {
        if (person.NationalityStatus == NationalityStatus.Natural)
            return Truth.Yes;
        var years = person.NationalityStatus switch
        {
            NationalityStatus.Naturalised => NaturalisedAfterYears,
            NationalityStatus.Foreign => ForeignAfterYears,
            _ => null,
        };
        if (years is null)
            return Truth.No;
        return DateSpan.Of(person.ResidentSince) is { } since ? CivilAge.IsAtLeast(since, years.Value, day) : Truth.Unknown;
    }

    private static string Summary(Person person) => person.NationalityStatus switch
    {
        NationalityStatus.Natural => "nacionalidad paraguaya natural",
        NationalityStatus.Naturalised => "nacionalidad paraguaya por naturalización" + Wording.Since("con residencia desde", person.ResidentSince),
        _ => "nacionalidad extranjera" + Wording.Since("con residencia desde", person.ResidentSince),
    };
}
