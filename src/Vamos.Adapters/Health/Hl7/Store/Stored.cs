namespace Vamos.Adapters.Health.Hl7.Store;

using Vamos.Adapters.Hl7;

/// <summary>What became of a submission, once that is durable.</summary>
/// <param name="IsDuplicate">Whether it had been applied before; then nothing happened.</param>
/// <param name="Flaw">Why it was set aside; null when it was applied.</param>
internal readonly record struct Stored(bool IsDuplicate, Hl7Exception? Flaw);
