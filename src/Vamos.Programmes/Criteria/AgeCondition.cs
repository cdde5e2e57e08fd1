namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// The person's completed years. Where sources give different birth dates, each is tried, and only what all of them lead to is taken.
/// </summary>
internal sealed record AgeCondition : Condition
{
    private const int Oldest = 130;

    [DocumentKey("Least number of completed years, reached on the birthday itself.", Maximum = Oldest)]
    public int? AtLeast { get; init; }

    [DocumentKey("Number of years that must not be completed yet: below 5 is up to the day before the fifth birthday.", Minimum = 1, Maximum = Oldest)]
    public int? Below { get; init; }

    [DocumentKey("Categories of people who need fewer years.")]
    public IReadOnlyList<AgeException> Exceptions { get; init; } = [];

    public override FactKindSet Needs => Exceptions.Any(e => e.Category == AgeCategory.SevereDisability)
        ? FactKindSet.Of(FactKind.Person, FactKind.Disability)
        : FactKindSet.Of(FactKind.Person);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = new Consensus();
        foreach (var records in asked.Records)
        {
            if (DateSpan.Of(records.Person?.BirthDate) is not { } birth)
                continue;
            trail?.Uses(FactKind.Person, Wording.Age(birth, asked.Day), records.Person!.Provenance);
            found.Add(Holds(asked, birth, trail));
        }

        if (!found.IsStated)
        {
            return asked.Facts.IsComplete(FactKind.Person)
                ? Say(trail, Truth.Unknown, "Ninguna fuente conoce su fecha de nacimiento.")
                : SayMissing(trail, asked, FactKind.Person);
        }

        if (found.IsContradictory)
            return Say(trail, Truth.Unknown, "Las fuentes dan fechas de nacimiento distintas, que llevan a resultados distintos.");
        return found.Truth switch
        {
            Truth.Yes => Say(trail, Truth.Yes, "Tiene la edad exigida."),
            Truth.No => Say(trail, Truth.No, "No tiene la edad exigida en ninguna de las categorías."),
            _ => Say(trail, Truth.Unknown, Undecided(asked)),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        if (at.IsBroken($"{path}.at_least") || at.IsBroken($"{path}.below"))
            return;
        if (AtLeast is null && Below is null)
            at.Error(path, "must have at_least, below or both");
        if (AtLeast >= Below)
            at.Error($"{path}.below", $"is {Below}, which nobody is who is at least {AtLeast}");
        CheckDistinct(at, $"{path}.exceptions", [.. Exceptions.Select(e => e.Category)]);
        for (var i = 0; i < Exceptions.Count; i++)
        {
            if (AtLeast is null || Exceptions[i].AtLeast >= AtLeast)
                at.Error($"{path}.exceptions[{i}].at_least", $"is {Exceptions[i].AtLeast}, must be below the at_least of everybody else");
        }
    }

    private Truth Holds(in Case asked, DateSpan birth, Trail? trail)
    {
        var old = AtLeast is { } years ? CivilAge.IsAtLeast(birth, years, asked.Day) : Truth.Yes;
        for (var i = 0; i < Exceptions.Count && old != Truth.Yes; i++)
        {
            var reached = CivilAge.IsAtLeast(birth, Exceptions[i].AtLeast, asked.Day);
            if (reached != Truth.No)
                old = old.Or(reached.And(Categories.Holds(Exceptions[i].Category, asked, trail)));
        }

        return Below is { } limit ? old.And(CivilAge.IsBelow(birth, limit, asked.Day)) : old;
    }

    private string Undecided(in Case asked)
    {
        var needsCertificate = Exceptions.Any(e => e.Category == AgeCategory.SevereDisability);
        if (needsCertificate && !asked.Facts.IsComplete(FactKind.Disability))
            return "No alcanza la edad general, y no se sabe si pertenece a una categoría con edad menor. " + Wording.Missing(asked.Facts, FactKind.Disability);
        return Exceptions.Count == 0
            ? "La fecha de nacimiento no se conoce con la precisión necesaria."
            : "Los datos no alcanzan para saber si pertenece a una categoría con edad menor.";
    }
}

/// <summary>A category of people who need fewer years.</summary>
internal sealed record AgeException
{
    [DocumentKey("Who: indigenous-registered (of an indigenous community that is registered at INDI), severe-disability (certified).")]
    public required AgeCategory Category { get; init; }

    [DocumentKey("Least number of completed years in this category.", Maximum = 130)]
    public required int AtLeast { get; init; }
}
