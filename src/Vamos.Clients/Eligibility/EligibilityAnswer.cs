namespace Vamos.Clients.Eligibility;

using Vamos.Eligibility.V1;

/// <summary>A decision about a person.</summary>
/// <param name="Decision">The verdict, and its reasons as far as they were asked for.</param>
/// <param name="ExchangeId">Identifier under which the hub recorded the exchange; empty when it gave none.</param>
public sealed record EligibilityAnswer(EligibilityDecision Decision, string ExchangeId);
