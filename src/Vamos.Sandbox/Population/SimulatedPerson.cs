namespace Vamos.Sandbox.Population;

/// <summary>One made-up person with the facts that institutions record about people. No schema of any of them shows here.</summary>
public sealed record SimulatedPerson
{
    /// <summary>Identity inside the simulation; no institution sees it.</summary>
    public required int Id { get; init; }

    /// <summary>Absent where none was ever issued.</summary>
    public Cedula? Cedula { get; init; }

    public required PersonName Name { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly BirthDate { get; init; }

    public DateOnly? DeathDate { get; init; }

    public required Kinship Kinship { get; init; }

    public CivilStatus CivilStatus { get; init; }

    public HomeLanguage Language { get; init; } = HomeLanguage.GuaraniAndSpanish;

    public IndigenousBelonging? Indigenous { get; init; }

    public bool IsPregnant { get; init; }

    public Disability? Disability { get; init; }

    public Schooling Schooling { get; init; } = Schooling.None;

    public required Health Health { get; init; }

    public Work? Work { get; init; }

    public OtherIncome OtherIncome { get; init; } = OtherIncome.None;

    public IReadOnlyList<Enrolment> Enrolments { get; init; } = [];

    /// <summary>Completed years on a day.</summary>
    public int AgeOn(DateOnly day)
    {
        var years = day.Year - BirthDate.Year;
        return BirthDate > day.AddYears(-years) ? years - 1 : years;
    }
}
