namespace Vamos.Clients.Fips;

using Vamos.Fips.V1;

/// <summary>A form as the registry holds it.</summary>
/// <param name="Form">The form, with its index, and in the current view of a household the conflicts between its forms.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record FormAnswer(IntegratedProtectionForm Form, string ExchangeId);

/// <summary>A form that was stored.</summary>
/// <param name="Form">The form as stored: with its identifiers, its version, its index. The next change is made from it.</param>
/// <param name="Warnings">What should be looked at again.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record StoredForm(IntegratedProtectionForm Form, IReadOnlyList<FormViolation> Warnings, string ExchangeId);

/// <summary>What is wrong with a form.</summary>
/// <param name="Violations">Everything found, errors first; empty when there is nothing.</param>
/// <param name="QualityOfLifeIndex">The index that the form would have; null when errors prevent it.</param>
public sealed record FormFindings(IReadOnlyList<FormViolation> Violations, QualityOfLifeIndex? QualityOfLifeIndex)
{
    /// <summary>Whether the form can be stored as it is.</summary>
    public bool CanBeStored => Violations.All(violation => violation.Severity != ViolationSeverity.Error);
}
