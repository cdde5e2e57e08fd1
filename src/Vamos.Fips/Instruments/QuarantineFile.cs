namespace Vamos.Fips.Instruments;

using System.Globalization;
using System.Text;

/// <summary>
/// Keeps the lines that could not be used: why, in a file of <c>file;line;column;reason</c> without anything personal; and the lines themselves, byte
/// for byte under the header of their file, in a file of the same name for each file that they came from, to be corrected and read again.
/// </summary>
/// <param name="folder">Where to; made when the first line comes. What an import left there that goes on now stays.</param>
public sealed class QuarantineFile(string folder) : IDisposable
{
    private const string Header = "file;line;column;reason";

    private readonly Dictionary<string, (FileStream From, FileStream To)> _files = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private StreamWriter? _reasons;

    /// <summary>File of the reasons.</summary>
    public string ReasonsPath { get; } = Path.Combine(folder, "reasons.csv");

    /// <summary>Lines kept.</summary>
    public long Lines { get; private set; }

    /// <summary>Keeps the lines of what has no form.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Add(ReadForm setAside) => Add(setAside.Lines, setAside.Flaws);

    /// <summary>Keeps lines for reasons that were found later, for example by the rules of the form.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Add(IReadOnlyList<SourceLine> lines, IReadOnlyList<RowFlaw> flaws)
    {
        if (_reasons is null)
        {
            Directory.CreateDirectory(folder);
            var reasons = new FileStream(ReasonsPath, FileMode.Append);
            _reasons = new StreamWriter(reasons, new UTF8Encoding(false)) { NewLine = "\n" };
            if (reasons.Length == 0)
                _reasons.WriteLine(Header);
        }

        foreach (var flaw in flaws)
            _reasons.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Field(flaw.File)};{flaw.Line};{Field(flaw.Column)};{Field(flaw.Reason)}"));
        foreach (var line in lines)
            Copy(line);
        Lines += lines.Count;
    }

    /// <summary>Writes what is not on the disk yet.</summary>
    public void Flush()
    {
        _reasons?.Flush();
        foreach (var (_, to) in _files.Values)
            to.Flush();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reasons?.Dispose();
        foreach (var (from, to) in _files.Values)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private void Copy(SourceLine line)
    {
        if (!_files.TryGetValue(line.File, out var file))
        {
            var target = Path.Combine(folder, Path.GetFileName(line.File));
            if (Path.GetFullPath(target) == Path.GetFullPath(line.File))
                throw new IOException("the lines would be written over the file that they come from");
            file = (File.OpenRead(line.File), new FileStream(target, FileMode.Append));
            _files.Add(line.File, file);
            if (file.To.Length == 0)
                CopyHeader(file.From, file.To);
        }

        file.From.Position = line.Offset;
        Copy(file.From, file.To, line.Length);
    }

    private void Copy(FileStream from, FileStream to, long length)
    {
        while (length > 0)
        {
            var read = from.Read(_buffer, 0, (int)Math.Min(length, _buffer.Length));
            if (read == 0)
                throw new IOException("the file changed while it was read");
            to.Write(_buffer, 0, read);
            length -= read;
        }
    }

    private static void CopyHeader(FileStream from, FileStream to)
    {
        int letter;
        while ((letter = from.ReadByte()) >= 0)
        {
            to.WriteByte((byte)letter);
            if (letter == '\n')
                return;
        }
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(";\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
