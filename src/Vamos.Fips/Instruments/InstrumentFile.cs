namespace Vamos.Fips.Instruments;

using System.Globalization;
using System.Text.RegularExpressions;
using Vamos.Common.V1;
using Vamos.Translation.Delimited;

/// <summary>One file of an instrument: found to be text in the encoding and with the header that it should have.</summary>
internal sealed partial class InstrumentFile
{
    // A person answers in no more than this; longer lines are two that ran together.
    public const int LongestRecord = 32 * 1024;

    private readonly ReadingGauge _gauge;

    public InstrumentFile(string path, DelimitedLayout layout, ReadingGauge gauge, CancellationToken cancellationToken = default)
    {
        Path = path;
        Layout = layout;
        _gauge = gauge;
        using var bytes = Open();
        Length = bytes.Length;
        Inspect(bytes, cancellationToken);
        bytes.Position = 0;
        var line = new DelimitedReader(bytes, layout.Delimiter, layout.Columns.Count, LongestRecord);
        if (layout.HeaderFlaw(line) is { } flaw)
            throw new InstrumentRefusedException($"{Name}: {flaw}");
    }

    [GeneratedRegex("_([0-9]{8})\\.[a-z]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Dated { get; }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public DelimitedLayout Layout { get; }

    public long Length { get; }

    /// <summary>The date in its name; null when there is none.</summary>
    public Date? DateOfName => Dated.Match(Name) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups[1].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Date.From(day)
            : null;

    /// <summary>Goes through the records behind the header, without the blank ones.</summary>
    public IEnumerable<DelimitedReader> Records(CancellationToken cancellationToken)
    {
        using var bytes = Open();
        var line = new DelimitedReader(bytes, Layout.Delimiter, Layout.Columns.Count, LongestRecord);
        var before = 0L;
        line.Read();
        while (line.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = line.Offset + line.Length;
            _gauge.Read(at - before);
            before = at;
            if (!line.IsBlank)
                yield return line;
        }
    }

    /// <summary>The current record, as it stands in the file.</summary>
    public SourceLine At(DelimitedReader line) => new(Path, line.Line, line.Offset, line.Length);

    /// <summary>Lines to be set aside.</summary>
    public ReadForm SetAside(DelimitedReader line, IReadOnlyList<FieldFlaw> flaws) =>
        new(null, "", [At(line)], [.. flaws.Select(flaw => new RowFlaw(Name, line.Line, flaw.Column, flaw.Reason))]);

    public FileStream Open() => new(Path, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.Read,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    });

    private void Inspect(Stream bytes, CancellationToken cancellationToken)
    {
        try
        {
            DelimitedInspection.Run(bytes, Layout.Encoding, cancellationToken);
        }
        catch (UnreadableTextException e)
        {
            throw new InstrumentRefusedException($"{Name}: {e.Message}");
        }
    }
}
