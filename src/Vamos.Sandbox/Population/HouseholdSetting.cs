namespace Vamos.Sandbox.Population;

/// <summary>What the members of a household have in common.</summary>
internal sealed record HouseholdSetting(double Welfare, IndigenousBelonging? Indigenous);
