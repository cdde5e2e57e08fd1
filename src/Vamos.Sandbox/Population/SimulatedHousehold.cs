namespace Vamos.Sandbox.Population;

using Vamos.Contracts.Territory;

/// <summary>People who live together, and how they live.</summary>
public sealed record SimulatedHousehold
{
    public required int Id { get; init; }

    public required District District { get; init; }

    public required Area Area { get; init; }

    public required string Neighbourhood { get; init; }

    public required string Address { get; init; }

    /// <summary>0 the poorest, 1 the best off; dwelling, assets, schooling and work were drawn to match.</summary>
    public required double Welfare { get; init; }

    public required Dwelling Dwelling { get; init; }

    public required Assets Assets { get; init; }

    public int Cattle { get; init; }

    /// <summary>When an interviewer last filled the household form; absent where none ever came.</summary>
    public DateOnly? InterviewedOn { get; init; }

    /// <summary>The head comes first.</summary>
    public required IReadOnlyList<SimulatedPerson> Members { get; init; }
}
