namespace Vamos.Fips.Instruments;

using Vamos.Fips.Instruments.Census;
using Vamos.Fips.Instruments.FichaHogar;
using Vamos.Fips.V1;
using Vamos.Translation.Delimited;

/// <summary>
/// Reads the files of an instrument that came before the integrated form. Nothing is held but an index of the lines, 24 bytes a sheet and 32 a
/// household, so hundreds of thousands of households pass through little memory. Of the integrated form only what the instrument asked is filled.
/// </summary>
public sealed class InstrumentReading : IDisposable
{
    private const string HouseholdsFile = "ficha_hogar";
    private const string MembersFile = "ficha_persona";

    private readonly ReadingGauge _gauge;
    private readonly Func<CancellationToken, IEnumerable<ReadForm>> _read;
    private readonly InstrumentFile[] _files;
    private bool _isRead;

    private InstrumentReading(ReadingGauge gauge, Func<CancellationToken, IEnumerable<ReadForm>> read, params InstrumentFile[] files)
    {
        _gauge = gauge;
        _read = read;
        _files = files;
    }

    /// <summary>Opens the files of an instrument, and looks once through their bytes.</summary>
    /// <param name="path">
    /// The file. Of the household form it is the file of households, <c>ficha_hogar….csv</c>; that of its members lies beside it and is called
    /// <c>ficha_persona….csv</c> with the same ending.
    /// </param>
    /// <param name="instrument">The household form, or the census of older adults.</param>
    /// <param name="terms">What the files do not say; null for the usual.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InstrumentRefusedException">They cannot be read at all.</exception>
    /// <exception cref="IOException">A file is not there or cannot be opened.</exception>
    public static InstrumentReading Open(string path, Instrument instrument, InstrumentTerms? terms = null, CancellationToken cancellationToken = default)
    {
        terms ??= new InstrumentTerms();
        return instrument switch
        {
            Instrument.FichaHogar => OpenHouseholds(path, terms, cancellationToken),
            Instrument.OlderAdultCensus => OpenCensus(path, terms, cancellationToken),
            _ => throw new InstrumentRefusedException("files are known of the household form (ficha hogar) and of the census of older adults only"),
        };
    }

    /// <summary>How far <see cref="Forms"/> has come; any thread may look.</summary>
    public ReadingProgress Progress => _gauge.Progress;

    /// <summary>Reads on, once. What is to be set aside without belonging to a household comes first.</summary>
    /// <exception cref="IOException">A file cannot be read, or is no longer what it was.</exception>
    public IEnumerable<ReadForm> Forms(CancellationToken cancellationToken = default)
    {
        if (_isRead)
            throw new InvalidOperationException("Was read already.");
        _isRead = true;
        return _read(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private static InstrumentReading OpenHouseholds(string path, InstrumentTerms terms, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        if (!name.StartsWith(HouseholdsFile, StringComparison.OrdinalIgnoreCase))
            throw new InstrumentRefusedException($"the file of households must be called {HouseholdsFile}….csv; {MembersFile}….csv is sought beside it");
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, MembersFile + name[HouseholdsFile.Length..]);
        if (!File.Exists(beside))
            throw new InstrumentRefusedException($"{Path.GetFileName(beside)} is not beside {name}: a household comes with the sheets of its members");

        var gauge = new ReadingGauge();
        var households = new InstrumentFile(path, HouseholdSheet.Layout, gauge, cancellationToken);
        InstrumentFile members;
        try
        {
            members = new InstrumentFile(beside, MemberSheet.Layout, gauge, cancellationToken);
        }
        catch
        {
            households.Dispose();
            throw;
        }

        gauge.Total = 2 * (households.Length + members.Length);
        return new InstrumentReading(gauge, new FichaHogarReading(households, members, terms, gauge).Read, households, members);
    }

    private static InstrumentReading OpenCensus(string path, InstrumentTerms terms, CancellationToken cancellationToken)
    {
        var gauge = new ReadingGauge();
        var isVisited = FirstColumn(path) == CensusLayouts.Visited.Columns[0].Name;
        var file = new InstrumentFile(path, isVisited ? CensusLayouts.Visited : CensusLayouts.Candidates, gauge, cancellationToken);
        gauge.Total = file.Length;
        return new InstrumentReading(
            gauge, new CensusReading(file, isVisited ? CensusLayouts.ReadVisited : CensusLayouts.ReadCandidate, terms, gauge).Read, file);
    }

    private static string FirstColumn(string path)
    {
        using var bytes = File.OpenRead(path);
        var line = new DelimitedReader(bytes, ';', 1);
        return line.Read() && line.Flaw is null ? System.Text.Encoding.Latin1.GetString(line.Field(0)) : "";
    }
}
