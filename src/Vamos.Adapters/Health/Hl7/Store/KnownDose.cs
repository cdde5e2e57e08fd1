namespace Vamos.Adapters.Health.Hl7.Store;

/// <summary>A dose as it is kept.</summary>
/// <param name="Filler">Number at the one who gave it; empty when it has none.</param>
/// <param name="System">Code system of the vaccine.</param>
/// <param name="Code">The vaccine.</param>
/// <param name="Name">Its name.</param>
/// <param name="Date">ISO date, perhaps partial.</param>
/// <param name="Number">Which dose of the series.</param>
/// <param name="NotGiven">Whether it was not given.</param>
/// <param name="Establishment">Where.</param>
/// <param name="IsDeleted">Whether it was taken back.</param>
/// <param name="Changed">When it was last said.</param>
internal sealed record KnownDose(
    string Filler,
    string System,
    string Code,
    string Name,
    string Date,
    int? Number,
    bool NotGiven,
    string Establishment,
    bool IsDeleted,
    long Changed);
