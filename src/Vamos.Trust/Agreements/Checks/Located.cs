namespace Vamos.Trust.Agreements.Checks;

using Vamos.Trust.Agreements.Documents;

/// <summary>A document with where its keys stand.</summary>
internal sealed record Located<T>(DocumentReading At, T Value);
