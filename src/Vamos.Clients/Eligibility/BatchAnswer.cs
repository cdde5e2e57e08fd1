namespace Vamos.Clients.Eligibility;

using Vamos.Contracts.Rpc;
using Vamos.Eligibility.V1;

/// <summary>What became of one question of a batch.</summary>
/// <param name="Number">Which question, counted from 0.</param>
/// <param name="Decision">The decision; null when there is none for this person.</param>
/// <param name="Error">Why there is none; null when there is one.</param>
public sealed record BatchAnswer(long Number, EligibilityDecision? Decision, Status? Error);
