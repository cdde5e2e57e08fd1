namespace Vamos.Adapters.Health.Hl7.Events;

/// <summary>A dose of a vaccine, given or not, as a message tells of it.</summary>
internal sealed record Dose
{
    public required DoseAction Action { get; init; }

    /// <summary>Number that the immunization has at the one who gave it, with its authority; empty when it has none.</summary>
    public required string Filler { get; init; }

    public required string VaccineSystem { get; init; }

    public required string VaccineCode { get; init; }

    public required string VaccineName { get; init; }

    /// <summary>ISO date, perhaps partial.</summary>
    public required string Date { get; init; }

    public int? Number { get; init; }

    public DoseGiven Given { get; init; }

    public required string Establishment { get; init; }
}
