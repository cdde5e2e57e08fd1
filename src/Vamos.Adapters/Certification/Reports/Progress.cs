namespace Vamos.Adapters.Certification.Reports;

using System.Globalization;

/// <summary>Says on the terminal which check runs and how it ended, while it runs.</summary>
/// <param name="output">The terminal.</param>
/// <param name="rewrites">Whether it can write a line over, so that the check in progress shows.</param>
internal sealed class Progress(TextWriter output, bool rewrites)
{
    private string _position = "";

    public void Begin(CheckTitle about, int number, int of)
    {
        _position = string.Create(CultureInfo.InvariantCulture, $"[{number,2}/{of}]");
        if (rewrites)
            output.Write($"{_position} ......  {about.Id}\r");
        output.Flush();
    }

    public void End(CheckResult result)
    {
        var word = result.Failed ? "FAILED" : result.Skipped ? "skip  " : result.Findings.Warnings.Count != 0 ? "warn  " : "ok    ";
        var seconds = result.Took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        output.WriteLine($"{_position} {word}  {result.About.Id,-26} {seconds,6} s  {result.About.Title}");
        output.Flush();
    }
}
