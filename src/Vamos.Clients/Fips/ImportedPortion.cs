namespace Vamos.Clients.Fips;

using Vamos.Fips.V1;

/// <summary>Some forms of an import, one behind the other, that the hub has answered for: what it stored is durable.</summary>
/// <param name="Last">Number of the last of them. An import that is begun again goes on behind it.</param>
/// <param name="Stored">How many were stored.</param>
/// <param name="Repeated">How many had been stored before under the same request id.</param>
/// <param name="Refused">The others, each with why.</param>
public sealed record ImportedPortion(long Last, long Stored, long Repeated, IReadOnlyList<ImportFailure> Refused);
