namespace Vamos.Fips.Instruments;

using Vamos.Fips.V1;

/// <summary>
/// Reads the files of an instrument that came before the integrated form. Nothing is held but an index of the lines, 24 bytes a sheet and 32 a
/// household, so hundreds of thousands of households pass through little memory.
/// </summary>
public sealed class InstrumentReading : IDisposable
{
    private InstrumentReading()
    {
    }

    /// <summary>Opens the files of an instrument.</summary>
    /// <param name="path">
    /// The file. Of the household form it is the file of households, <c>ficha_hogar…csv</c>; the file of its members lies beside it and is
    /// called <c>ficha_persona…csv</c> with the same ending.
    /// </param>
    /// <param name="instrument">The household form, or the census of older adults.</param>
    /// <param name="terms">What the files do not say; null for the usual.</param>
    /// <exception cref="InstrumentRefusedException">They cannot be read at all.</exception>
    /// <exception cref="IOException">A file is not there or cannot be opened.</exception>
    public static InstrumentReading Open(string path, Instrument instrument, InstrumentTerms? terms = null) => throw new NotSupportedException($"{path} {instrument} {terms}");

    /// <summary>How far <see cref="Forms"/> has come.</summary>
    public ReadingProgress Progress { get; }

    /// <summary>Reads on. Can be gone through once.</summary>
    public IEnumerable<ReadForm> Forms(CancellationToken cancellationToken = default) => throw new NotSupportedException($"{cancellationToken}");

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
