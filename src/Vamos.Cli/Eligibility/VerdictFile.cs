namespace Vamos.Cli.Eligibility;

using System.Globalization;
using System.Text;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Eligibility;
using Vamos.Eligibility.V1;

/// <summary>
/// The verdicts of a batch, a line for each person in the order in which they came. A batch that was interrupted goes on in the same file: what is in
/// it is not asked again, and half a line at its end is taken away.
/// </summary>
internal sealed class VerdictFile : IDisposable
{
    private const string Heading = "line,cedula,programme,verdict,reasons,rules_version,cache_age_seconds,error";

    private readonly Lock _writing = new();
    private readonly StreamWriter _writer;
    private readonly string _programme;

    private VerdictFile(StreamWriter writer, string programme)
    {
        _writer = writer;
        _programme = programme;
    }

    /// <summary>Opens the file, which may have verdicts of the same programme already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="programme">Code of the programme.</param>
    /// <param name="done">Is told the line and the verdict of each that is there.</param>
    public static VerdictFile Open(string path, string programme, Action<long, string, string> done)
    {
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var end = ReadDone(stream, programme, done);
            stream.SetLength(end);
            stream.Position = end;
            var file = new VerdictFile(new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" }, programme);
            if (end == 0)
                file._writer.WriteLine(Heading);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output: {e.Message}");
        }
    }

    public void Write(long line, string cedula, BatchAnswer answer)
    {
        var decision = answer.Decision;
        Write(line, cedula, decision is null ? "" : VerdictOf(decision), ReasonsOf(decision), decision?.RulesVersion ?? "", AgeOf(decision), answer.Error?.Message ?? "");
    }

    public void WriteUnreadable(long line) => Write(line, "", "", "", "", "", "no cédula in this line");

    /// <summary>What has been written is in the file from here on, whatever becomes of this process.</summary>
    public void Flush()
    {
        lock (_writing)
            _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>The verdict in a word.</summary>
    public static string VerdictOf(EligibilityDecision decision) => decision.Verdict switch
    {
        Verdict.Eligible => "eligible",
        Verdict.NotEligible => "not-eligible",
        _ => "undetermined",
    };

    /// <summary>Codes of the criteria that decided against it, or that are unknown.</summary>
    public static string ReasonsOf(EligibilityDecision? decision)
    {
        var outcome = decision?.Verdict == Verdict.NotEligible ? CriterionOutcome.NotMet : CriterionOutcome.Unknown;
        return decision is null ? "" : string.Join(' ', decision.Criteria.Where(criterion => criterion.Outcome == outcome).Select(criterion => criterion.CriterionCode));
    }

    private static string AgeOf(EligibilityDecision? decision) => decision?.Provenance is { FromCache: true, CacheAge: { } age }
        ? age.ToTimeSpan().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)
        : "";

    private void Write(long line, string cedula, string verdict, string reasons, string rules, string age, string error)
    {
        var said = error.Replace('"', '\'').ReplaceLineEndings(" ");
        lock (_writing)
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line},{cedula},{_programme},{verdict},{reasons},{rules},{age},\"{said}\""));
    }

    // The end of the last whole line.
    private static long ReadDone(FileStream stream, string programme, Action<long, string, string> done)
    {
        var end = 0L;
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        while (ReadWholeLine(reader) is { } line)
        {
            if (end == 0 && line != Heading)
                throw new UsageException("--output: the file is there and holds something else. Name another one.");
            if (end != 0 && line.Split(',') is [var number, _, var of, var verdict, var reasons, ..])
            {
                if (of != programme)
                    throw new UsageException($"--output: the file holds verdicts of {of}. Name another one.");
                done(long.Parse(number, CultureInfo.InvariantCulture), verdict, reasons);
            }

            end += Encoding.UTF8.GetByteCount(line) + 1;
        }

        return end;
    }

    private static string? ReadWholeLine(StreamReader reader)
    {
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var letter)
        {
            if (letter == '\n')
                return line.ToString();
            line.Append((char)letter);
        }

        return null;
    }
}
