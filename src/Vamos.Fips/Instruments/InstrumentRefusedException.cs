namespace Vamos.Fips.Instruments;

/// <summary>Files that cannot be read at all: not those of the instrument, or not the text that they should be.</summary>
/// <param name="reason">Why, for the one who has them. Quotes nothing of what they hold.</param>
public sealed class InstrumentRefusedException(string reason) : Exception(reason);
