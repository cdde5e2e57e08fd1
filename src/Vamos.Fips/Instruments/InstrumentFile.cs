namespace Vamos.Fips.Instruments;

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;
using Vamos.Common.V1;
using Vamos.Translation.Delimited;

/// <summary>
/// One file of an instrument: found to be text in the encoding and with the header that it should have. It is held open, so that what was looked at is
/// what is read.
/// </summary>
internal sealed partial class InstrumentFile : IDisposable
{
    // A person answers in no more than this; longer lines are two that ran together.
    public const int LongestRecord = 32 * 1024;

    private readonly ReadingGauge _gauge;
    private readonly FileStream _bytes;

    public InstrumentFile(string path, DelimitedLayout layout, ReadingGauge gauge, CancellationToken cancellationToken = default)
    {
        Path = path;
        Layout = layout;
        _gauge = gauge;
        _bytes = new FileStream(path, new FileStreamOptions
        {
            Access = FileAccess.Read,
            Share = FileShare.Read,
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
        });
        try
        {
            Length = _bytes.Length;
            if (Flaw(cancellationToken) is { } flaw)
                throw new InstrumentRefusedException($"{Name}: {flaw}");
        }
        catch
        {
            _bytes.Dispose();
            throw;
        }
    }

    [GeneratedRegex("_([0-9]{8})\\.[a-z]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Dated { get; }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public DelimitedLayout Layout { get; }

    public long Length { get; }

    public SafeFileHandle Handle => _bytes.SafeFileHandle;

    /// <summary>The date in its name; null when there is none.</summary>
    public Date? DateOfName => Dated.Match(Name) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups[1].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Date.From(day)
            : null;

    /// <summary>Goes through the records behind the header, without the blank ones; one going at a time.</summary>
    public IEnumerable<DelimitedReader> Records(CancellationToken cancellationToken)
    {
        var line = Reader();
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

    public void Dispose() => _bytes.Dispose();

    private DelimitedReader Reader()
    {
        _bytes.Position = 0;
        return new DelimitedReader(_bytes, Layout.Delimiter, Layout.Columns.Count, LongestRecord);
    }

    private string? Flaw(CancellationToken cancellationToken)
    {
        try
        {
            DelimitedInspection.Run(_bytes, Layout.Encoding, cancellationToken);
            return Layout.HeaderFlaw(Reader());
        }
        catch (UnreadableTextException e)
        {
            return e.Message;
        }
    }
}
