namespace Vamos.Adapters.Health.Hl7.Store;

using Vamos.Adapters.Health.Hl7.Events;

/// <summary>A dose as it is kept.</summary>
/// <param name="Id">Key in the store.</param>
/// <param name="Filler">Number at the one who gave it; empty when it has none.</param>
/// <param name="System">Code system of the vaccine.</param>
/// <param name="Code">The vaccine.</param>
/// <param name="Name">Its name.</param>
/// <param name="Date">ISO date, perhaps partial.</param>
/// <param name="Number">Which dose of the series.</param>
/// <param name="Given">Whether it was given.</param>
/// <param name="Establishment">Where.</param>
/// <param name="IsDeleted">Whether it was taken back.</param>
/// <param name="Changed">When it was last said.</param>
internal sealed record KnownDose(
    long Id,
    string Filler,
    string System,
    string Code,
    string Name,
    string Date,
    int? Number,
    DoseGiven Given,
    string Establishment,
    bool IsDeleted,
    long Changed);
