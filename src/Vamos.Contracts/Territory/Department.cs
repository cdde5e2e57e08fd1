namespace Vamos.Contracts.Territory;

/// <summary>One of the seventeen departments, or the capital, with the code that each body gives it.</summary>
/// <param name="Code">INE code, two digits, "00" for Asunción.</param>
/// <param name="Name">Official name, in Spanish.</param>
/// <param name="ElectoralCode">Code of the electoral body: 16 and 17 are swapped against the INE's.</param>
/// <param name="TaxCode">Code of the tax authority, without leading zero.</param>
/// <param name="IsoCode">ISO 3166-2 subdivision code.</param>
public sealed record Department(string Code, string Name, string ElectoralCode, string TaxCode, string IsoCode);
