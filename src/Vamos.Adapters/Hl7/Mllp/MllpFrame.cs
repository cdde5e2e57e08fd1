namespace Vamos.Adapters.Hl7.Mllp;

/// <summary>What came between the marks of a frame.</summary>
/// <param name="Content">The message; of one that is too long, its beginning. Good until the next frame is read.</param>
/// <param name="IsTooLong">Whether it is longer than a message may be.</param>
public readonly record struct MllpFrame(ReadOnlyMemory<byte> Content, bool IsTooLong);
