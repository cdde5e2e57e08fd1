namespace Vamos.Adapters.Hl7;

/// <summary>A message of a file.</summary>
/// <param name="Line">Line on which it begins, counted from 1.</param>
/// <param name="Bytes">The message; of one that is too long, its beginning.</param>
/// <param name="IsTooLong">Whether it is longer than a message may be.</param>
public sealed record Hl7FileMessage(int Line, byte[] Bytes, bool IsTooLong);
