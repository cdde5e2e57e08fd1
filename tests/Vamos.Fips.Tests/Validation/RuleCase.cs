namespace Vamos.Fips.Tests.Validation;

using Vamos.Fips.V1;

/// <summary>How a sound form comes to break one rule, and the least that mends it.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Field">Field that the violation names.</param>
/// <param name="Break">Breaks that rule alone.</param>
/// <param name="Mend">Mends it.</param>
internal sealed record RuleCase(string Code, string Field, Action<IntegratedProtectionForm> Break, Action<IntegratedProtectionForm> Mend);
