namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// Somebody of certain categories in the household, by its latest form. What other sources record of the person asked about counts besides:
/// a pregnancy that the form is too old to know.
/// </summary>
internal sealed record HouseholdIncludesCondition : Condition
{
    [DocumentKey("Greatest age of a child that counts: 18 is up to the day before the nineteenth birthday. Left out, children do not count.", Maximum = 30)]
    public int? ChildUpTo { get; init; }

    [DocumentKey("Whether a pregnant member counts.")]
    public bool Pregnant { get; init; }

    [DocumentKey("Whether a member with a disability counts.")]
    public bool Disability { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Household)
        | (Pregnant ? FactKindSet.Of(FactKind.Pregnancy) : default)
        | (Disability ? FactKindSet.Of(FactKind.Disability) : default);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var own = OwnRecords(asked, trail);
        var latest = HouseholdForms.Latest(asked);
        if (latest == Measurement.Later)
        {
            return asked.Facts.IsComplete(FactKind.Household)
                ? Say(trail, own == Truth.Yes ? own : Truth.Unknown, own == Truth.Yes ? Fulfilled : "No hay ninguna ficha del hogar.")
                : own == Truth.Yes ? Say(trail, own, Fulfilled) : SayMissing(trail, asked, FactKind.Household);
        }

        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            for (var i = 0; i < records.Households.Count; i++)
            {
                if (HouseholdForms.Order(records.Households[i], asked.Day) == latest)
                    found.Add(Members(records.Households[i], asked, trail));
            }
        }

        var includes = found.Truth.Or(own);
        if (includes == Truth.No && asked.Facts.HasHoles(FactKind.Household))
            return SayMissing(trail, asked, FactKind.Household);
        if (includes == Truth.Unknown && found.Truth == Truth.No)
            return SayOwnRecordsMissing(trail, asked);
        return includes switch
        {
            Truth.Yes => Say(trail, Truth.Yes, Fulfilled),
            Truth.No => Say(trail, Truth.No, "Nadie en el hogar pertenece a las categorías exigidas."),
            _ => Say(trail, Truth.Unknown, "La ficha no dice todo lo necesario sobre los integrantes, o hay fichas que se contradicen."),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        if (ChildUpTo is null && !Pregnant && !Disability)
            at.Error(path, "must have at least one of child_up_to, pregnant: true, disability: true");
    }

    private const string Fulfilled = "El hogar tiene al menos un integrante de las categorías exigidas.";

    // The form knows of nobody; it is the records of the person asked about that cannot be told.
    private Truth SayOwnRecordsMissing(Trail? trail, in Case asked)
    {
        if (Pregnant && !asked.Facts.IsComplete(FactKind.Pregnancy))
            return SayMissing(trail, asked, FactKind.Pregnancy);
        return Disability && !asked.Facts.IsComplete(FactKind.Disability)
            ? SayMissing(trail, asked, FactKind.Disability)
            : Say(trail, Truth.Unknown, "Un embarazo o un certificado registrado no dice si estaba vigente en la fecha consultada.");
    }

    private Truth OwnRecords(in Case asked, Trail? trail)
    {
        var own = Pregnant ? Pregnancies.InForce(asked, 0, trail) : Truth.No;
        return Disability && own != Truth.Yes ? own.Or(Certificates.InForce(asked, [], trail)) : own;
    }

    private Truth Members(HouseholdRecord form, in Case asked, Trail? trail)
    {
        var includes = form.Members.Count == 0 ? Truth.Unknown : Truth.No;
        for (var i = 0; i < form.Members.Count && includes != Truth.Yes; i++)
        {
            var member = form.Members[i];
            includes = includes.Or(IsChild(member, asked.Day));
            if (Pregnant && member.Sex != Sex.Male)
                includes = includes.Or(member.HasPregnant ? TruthLogic.Of(member.Pregnant) : Truth.Unknown);
            if (Disability)
                includes = includes.Or(member.HasDisability ? TruthLogic.Of(member.Disability) : Truth.Unknown);
        }

        trail?.Uses(FactKind.Household, HouseholdForms.Summary(form, includes switch
        {
            Truth.Yes => "un integrante de las categorías",
            Truth.No => "ningún integrante de las categorías",
            _ => "datos incompletos de los integrantes",
        }), form.Provenance);
        return includes;
    }

    private Truth IsChild(HouseholdMember member, DateOnly day)
    {
        if (ChildUpTo is not { } oldest)
            return Truth.No;
        return DateSpan.Of(member.BirthDate) is { } birth ? CivilAge.IsBelow(birth, oldest + 1, day) : Truth.Unknown;
    }
}
