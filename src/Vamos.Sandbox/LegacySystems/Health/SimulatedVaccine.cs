namespace Vamos.Sandbox.LegacySystems.Health;

/// <summary>A vaccine as a vaccination post names it.</summary>
/// <param name="Cvx">Its code of CVX.</param>
/// <param name="Name">Its name.</param>
public sealed record SimulatedVaccine(string Cvx, string Name)
{
    public static SimulatedVaccine Influenza { get; } = new("141", "Influenza estacional");

    public static SimulatedVaccine AdultTetanus { get; } = new("09", "Td adulto");

    public static SimulatedVaccine MeaslesMumpsRubella { get; } = new("03", "SPR (sarampión, papera, rubéola)");

    public static SimulatedVaccine Pentavalent { get; } = new("102", "Pentavalente (DPT-HB-Hib)");

    internal static IReadOnlyList<SimulatedVaccine> All { get; } = [Influenza, AdultTetanus, MeaslesMumpsRubella, Pentavalent];
}
