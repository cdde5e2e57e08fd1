namespace Vamos.Programmes.Criteria;

using Vamos.Beneficiary.V1;
using Vamos.Documents;
using Vamos.Programmes.Facts;

/// <summary>
/// Every dose of a schedule that is due at the person's age has been given. The schedule is part of the document: nothing here knows a vaccine. Doses that
/// cannot be told apart, since their code is of another list, leave it open whether one is missing.
/// </summary>
internal sealed record ImmunizedCondition : Condition
{
    [DocumentKey("Code system of the codes below, as a URI. Example: http://hl7.org/fhir/sid/cvx.")]
    public required string System { get; init; }

    [DocumentKey("Months after its age for which a dose may still be given before it counts as missing. Left out, none.", Maximum = 24)]
    public int GraceMonths { get; init; }

    [DocumentKey("The schedule, a series for each vaccine.", MinimumCount = 1)]
    public required IReadOnlyList<VaccineSeries> Schedule { get; init; }

    public override FactKindSet Needs => FactKindSet.Of(FactKind.Person, FactKind.Immunization);

    internal override Truth Judge(in Case asked, Trail? trail)
    {
        var found = new Consensus();
        var doses = GivenDoses.Of(asked, System, trail);
        foreach (var records in asked.Records)
        {
            if (DateSpan.Of(records.Person?.BirthDate) is not { } birth)
                continue;
            trail?.Uses(FactKind.Person, Wording.Age(birth, asked.Day), records.Person!.Provenance);
            found.Add(HasAll(birth, doses, asked.Day));
        }

        if (!found.IsStated)
        {
            return asked.Facts.IsComplete(FactKind.Person)
                ? Say(trail, Truth.Unknown, "Ninguna fuente conoce su fecha de nacimiento.")
                : SayMissing(trail, asked, FactKind.Person);
        }

        return found.Truth switch
        {
            Truth.Yes => Say(trail, Truth.Yes, "Tiene registradas las vacunas que corresponden a su edad."),
            Truth.No => SayNothingRecorded(trail, asked, FactKind.Immunization, Truth.No, "Faltan vacunas que corresponden a su edad."),
            _ when !asked.Facts.IsComplete(FactKind.Immunization) => SayMissing(trail, asked, FactKind.Immunization),
            _ => Say(trail, Truth.Unknown, "Las vacunas registradas o la fecha de nacimiento no se conocen con la precisión necesaria."),
        };
    }

    internal override void Check(DocumentReading at, string path, IReadOnlySet<string> programmes)
    {
        for (var i = 0; i < Schedule.Count; i++)
        {
            CheckDistinct(at, $"{path}.schedule[{i}].codes", Schedule[i].Codes);
            for (var k = 1; k < Schedule[i].DueMonths.Count; k++)
            {
                if (Schedule[i].DueMonths[k] <= Schedule[i].DueMonths[k - 1])
                    at.Error($"{path}.schedule[{i}].due_months[{k}]", $"is {Schedule[i].DueMonths[k]}, must be later than the dose before it");
            }
        }
    }

    private Truth HasAll(DateSpan birth, GivenDoses doses, DateOnly day)
    {
        var missing = Truth.No;
        foreach (var series in Schedule)
        {
            for (var i = 0; i < series.DueMonths.Count && missing != Truth.Yes; i++)
            {
                var due = birth.AddMonths(series.DueMonths[i] + GraceMonths).IsBy(day);
                missing = missing.Or(due.And(doses.Has(series.Codes, i + 1).Not()));
            }
        }

        return missing.Not();
    }
}

/// <summary>The doses of one vaccine.</summary>
internal sealed record VaccineSeries
{
    [DocumentKey("Name of the vaccine, for people.")]
    public required string Vaccine { get; init; }

    [DocumentKey("Codes under which a dose of it may be recorded; those of combined vaccines count in every series that names them.", MinimumCount = 1)]
    public required IReadOnlyList<string> Codes { get; init; }

    [DocumentKey("Age in months at which each dose is due, the first first.", Maximum = 240, MinimumCount = 1)]
    public required IReadOnlyList<int> DueMonths { get; init; }
}
