namespace Vamos.Documents;


/// <summary>A document with where its keys stand.</summary>
public sealed record Located<T>(DocumentReading At, T Value);
