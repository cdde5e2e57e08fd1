namespace Vamos.Fips.Instruments.FichaHogar;

using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>
/// The household form of two files, each in any order. First the households are listed by number, then the sheets by household, then both files are
/// gone through side by side in the order of the households.
/// </summary>
internal sealed class FichaHogarReading(InstrumentFile households, InstrumentFile members, InstrumentTerms terms, ReadingGauge gauge)
{
    /// <summary>Most sheets of one household; more are several households under one number.</summary>
    internal const int MostSheets = 100;

    private readonly HouseholdIndex _index = new();
    private readonly List<Sheet> _sheets = [];

    /// <summary>Reads; files that no longer are what they were when they were opened end it with an exception.</summary>
    public IEnumerable<ReadForm> Read(CancellationToken cancellationToken)
    {
        foreach (var setAside in ListHouseholds(cancellationToken))
            yield return setAside;
        var twice = _index.Sort();
        foreach (var setAside in ListSheets(cancellationToken))
            yield return setAside;
        _sheets.Sort();

        using var ordered = new SheetStream(members.Handle, _sheets, gauge);
        var sheet = new DelimitedReader(ordered, members.Layout.Delimiter, members.Layout.Columns.Count, InstrumentFile.LongestRecord);
        var assembly = new HouseholdAssembly(households, members, terms, sheet, _sheets);
        var ordinal = 0;
        foreach (var line in households.Records(cancellationToken))
        {
            if (!IsNumbered(new DelimitedRecord(households.Layout, line), out _))
                continue;
            foreach (var read in assembly.Read(line, ordinal, twice.Contains(ordinal)))
                yield return read;
            ordinal++;
            gauge.Household();
        }

        gauge.Complete();
    }

    private IEnumerable<ReadForm> ListHouseholds(CancellationToken cancellationToken)
    {
        foreach (var line in households.Records(cancellationToken))
        {
            var record = new DelimitedRecord(households.Layout, line);
            if (IsNumbered(record, out var number))
                _index.Add(number);
            else
                yield return households.SetAside(line, record.TakeFlaws());
        }
    }

    private IEnumerable<ReadForm> ListSheets(CancellationToken cancellationToken)
    {
        foreach (var line in members.Records(cancellationToken))
        {
            var record = new DelimitedRecord(members.Layout, line);
            if (!IsNumbered(record, out var number))
                yield return members.SetAside(line, record.TakeFlaws());
            else if (_index.Find(number) is { } household)
                _sheets.Add(new Sheet(household, (int)line.Length, line.Offset, line.Line));
            else
                yield return members.SetAside(line, [new FieldFlaw("P01A", "of a household that is not in the file of households")]);
        }
    }

    private static bool IsNumbered(DelimitedRecord record, out string number)
    {
        number = record.IsWhole() ? LegacyFormFiles.HouseholdNumberOf(record) : "";
        return record.IsSound;
    }
}
