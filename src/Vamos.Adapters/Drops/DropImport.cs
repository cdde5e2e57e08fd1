namespace Vamos.Adapters.Drops;

using System.Globalization;
using System.Security.Cryptography;
using Vamos.Adapters.Quarantine;
using Vamos.Common.V1;
using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>Takes one file in: looks at its bytes, reads its lines, and puts it into use or refuses it.</summary>
internal sealed class DropImport(
    DropSettings settings, DropStore store, IReadOnlyList<DropLayout> layouts, QuarantineStore quarantine, TimeProvider time)
{
    private const int LinesPerLook = 4_096;

    /// <summary>Takes a file in.</summary>
    /// <param name="path">The file.</param>
    /// <param name="announced">The hash that its sender gave, or null.</param>
    /// <param name="cancellationToken">Gives up; nothing has happened then.</param>
    /// <exception cref="DropRefusedException">It is refused.</exception>
    public DropResult Run(string path, string? announced, CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        var name = DropName.Parse(file) ?? throw new DropRefusedException("its name is not of the form name_yyyyMMdd.csv or name-part_yyyyMMdd.csv");
        var layout = layouts.FirstOrDefault(layout => layout.Name == name.Layout)
            ?? throw new DropRefusedException($"no form of file has its name; known are {string.Join(", ", layouts.Select(layout => layout.Name))}");
        if (layout.PartFlaw(name.Part) is { } partFlaw)
            throw new DropRefusedException($"it {partFlaw}");

        var hash = Inspect(path, layout, cancellationToken);
        if (announced is not null && announced != hash)
            throw new DropRefusedException("it is truncated or altered: its SHA-256 is not the one that came with it");
        var former = store.Current().FirstOrDefault(drop => drop.Layout == layout.Name && drop.Part == name.Part);
        if (former?.Sha256 == hash)
            return new DropResult(file, null, former.Rows, IsAgain: true);
        var asOf = name.Date is { } date ? LegacyInstant.StartOf(Date.From(date))!.ToDateTimeOffset() : new DateTimeOffset(File.GetLastWriteTimeUtc(path));
        if (former is not null && name.Date is not null && asOf < former.AsOf)
            throw new DropRefusedException($"it is older than {former.File}, which is in use");

        using var staging = store.Stage(layout, name.Part);
        var setAside = Stage(path, layout, name.Part, staging, hash, cancellationToken);
        JudgeShares(staging.Rows, setAside, former);
        var changes = staging.Accept(file, hash, asOf, time.GetUtcNow(), settings.ChangesKept);
        return new DropResult(file, null, staging.Rows, setAside, changes);
    }

    private static string Inspect(string path, DropLayout layout, CancellationToken cancellationToken)
    {
        using var bytes = Open(path);
        try
        {
            return DelimitedInspection.Run(bytes, layout.Encoding, cancellationToken);
        }
        catch (UnreadableTextException e)
        {
            throw new DropRefusedException(e.Message);
        }
    }

    /// <returns>How many lines were set aside.</returns>
    private long Stage(string path, DropLayout layout, string part, DropStaging staging, string hash, CancellationToken cancellationToken)
    {
        using var bytes = Open(path);
        using var hashed = new HashingStream(bytes, HashAlgorithmName.SHA256);
        var line = new DelimitedReader(hashed, layout.Delimiter, layout.Columns.Count);
        var record = new DropRecord(layout, line, Path.GetFileName(path), part);
        if (layout.Text.HeaderFlaw(line) is { } headerFlaw)
            throw new DropRefusedException(headerFlaw);
        var setAside = 0L;
        var isCutOff = false;
        for (var lines = 1; line.Read(); lines++)
        {
            if (lines % LinesPerLook == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (line.IsBlank && layout.Columns.Count > 1)
                continue;
            isCutOff = line.Flaw is null ? line.Count < layout.Columns.Count : line.Flaw == DelimitedReader.NeverClosed;
            if (record.Translate() is { } row)
            {
                staging.Add(line.Line, row);
                continue;
            }

            setAside++;
            var issues = record.TakeIssues();
            quarantine.SetAside(new SetAsideRow(Path.GetFileName(path), record.Key, issues));
            staging.AddFlawed(line.Line, record.Subject, record.Group, issues);
        }

        if (isCutOff)
            throw new DropRefusedException("it is truncated: the last line has too few columns");
        if (hashed.Hash() != hash)
            throw new IOException("the file changed while it was read");
        return setAside;
    }

    private void JudgeShares(long rows, long setAside, AcceptedDrop? former)
    {
        if (setAside > settings.BadLinesAllowed && setAside * 100 > (rows + setAside) * settings.MostBadLinesPercent)
        {
            throw new DropRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{setAside} of {rows + setAside} lines cannot be translated, more than {settings.MostBadLinesPercent} %; the quarantine names them"));
        }

        if (former is not null && rows * 100 < former.Rows * settings.FewestRowsPercent)
        {
            throw new DropRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"it is taken for truncated: {rows} rows are fewer than {settings.FewestRowsPercent} % of the {former.Rows} of {former.File}"));
        }
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.Read,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    });
}
