namespace Vamos.Cli.Monitoring;

using System.Globalization;
using Spectre.Console;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;

/// <summary>What came of a load.</summary>
/// <param name="rate">Questions a second that were wanted.</param>
/// <param name="took">How long questions were put.</param>
/// <param name="tallies">What became of them, by method.</param>
internal sealed class LoadReport(int rate, TimeSpan took, IReadOnlyDictionary<string, LoadTally> tallies)
{
    private static readonly (string Name, double Share)[] Shares = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999), ("Longest", 1)];

    public void Write(IAnsiConsole console)
    {
        var rows = tallies.Select(tally => new Row(tally.Key, tally.Value, tally.Value.Times())).ToList();
        (string, Func<Row, string>)[] columns =
        [
            ("Method", row => row.Method),
            ("Answered", row => $"{row.Tally.Answered}"),
            ("A second", row => PerSecond(row.Tally)),
            ("Failed", row => $"{row.Tally.Failures.Values.Sum()}"),
            ("Not sent", row => row.Tally.Unsent == 0 ? "" : $"{row.Tally.Unsent}"),
            .. Shares.Select(share => (share.Name, (Func<Row, string>)(row => Wording.Latency(row.Times.At(share.Share))))),
        ];
        var title = string.Create(CultureInfo.InvariantCulture, $"{rate} questions a second for {took.TotalSeconds:0.#} s");
        SectionWriter.Write(console, Section.Of(title, rows, columns));
        SectionWriter.Write(console, Section.Of(
            "Failures",
            tallies.SelectMany(tally => tally.Value.Failures, (tally, failure) => (tally.Key, failure)),
            ("Reason", f => f.failure.Key),
            ("Method", f => f.Key),
            ("Times", f => $"{f.failure.Value}")));
    }

    public string ToJson() => JsonText.Of(new
    {
        Rate = rate,
        Seconds = took.TotalSeconds,
        Methods = tallies.ToDictionary(tally => tally.Key, tally => new
        {
            tally.Value.Answered,
            tally.Value.Failures,
            NotSent = tally.Value.Unsent,
            Milliseconds = Milliseconds(tally.Value.Times()),
        }),
    });

    private static Dictionary<string, double> Milliseconds(Percentiles times) =>
        Shares.ToDictionary(share => share.Name.ToLowerInvariant(), share => times.At(share.Share).TotalMilliseconds);

    private string PerSecond(LoadTally tally) =>
        string.Create(CultureInfo.InvariantCulture, $"{(took <= TimeSpan.Zero ? 0 : tally.Answered / took.TotalSeconds):0.0}");

    private sealed record Row(string Method, LoadTally Tally, Percentiles Times);
}
