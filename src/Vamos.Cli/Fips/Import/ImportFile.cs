namespace Vamos.Cli.Fips.Import;

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vamos.Cli.CommandLine;
using Vamos.Fips.Documents;
using Vamos.Fips.Instruments;
using Vamos.Fips.V1;

/// <summary>The file that is imported: forms in JSON or YAML, or the table of an instrument that came before.</summary>
internal sealed class ImportFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream? _documents;
    private readonly InstrumentReading? _tables;

    private ImportFile(string path, string identity, FileStream? documents, InstrumentReading? tables)
    {
        _path = path;
        Identity = identity;
        _documents = documents;
        _tables = tables;
    }

    /// <summary>What a resumed import must find again: the content, the instrument, and what was said about it.</summary>
    public string Identity { get; }

    /// <summary>How much has been read, from 0 to 1.</summary>
    public double Share => (_documents, _tables) switch
    {
        ({ Length: > 0 } documents, _) => (double)documents.Position / documents.Length,
        (_, { Progress: { BytesTotal: > 0 } read }) => (double)read.BytesRead / read.BytesTotal,
        _ => 0,
    };

    /// <summary>Opens the file.</summary>
    /// <exception cref="UsageException">It cannot be opened, or is not that of the instrument.</exception>
    public static ImportFile Open(string path, Instrument instrument, InstrumentTerms terms, CancellationToken cancellation)
    {
        try
        {
            var identity = IdentityOf(path, instrument, terms);
            return instrument == Instrument.Fips
                ? new ImportFile(path, identity, File.OpenRead(path), null)
                : new ImportFile(path, identity, null, InstrumentReading.Open(path, instrument, terms, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InstrumentRefusedException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    /// <summary>Every form, or lines without one, in the order of the file. Can be gone through once.</summary>
    public IEnumerable<ReadForm> Forms(CancellationToken cancellation) => _tables?.Forms(cancellation) ?? Documents();

    public void Dispose() => _documents?.Dispose();

    private IEnumerable<ReadForm> Documents()
    {
        using var text = new StreamReader(_documents!, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var name = Path.GetFileName(_path);
        foreach (var entry in FormDocument.Read(text, name, FormDocument.FormatOf(_path)))
        {
            yield return entry.Form is { } form
                ? new ReadForm(form, FormNaming.RequestId(form), [], [])
                : new ReadForm(null, "", [], [.. entry.Findings.Select(finding => new RowFlaw(name, finding.Line, finding.Path, finding.Message))]);
        }
    }

    private static string IdentityOf(string path, Instrument instrument, InstrumentTerms terms)
    {
        using var content = File.OpenRead(path);
        var said = string.Create(CultureInfo.InvariantCulture, $"{instrument} {terms}");
        return Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(content), .. Encoding.UTF8.GetBytes(said)]));
    }
}
