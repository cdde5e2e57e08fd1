namespace Vamos.Cli.Monitoring;

using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Exchange.V1;

/// <summary>What the monitor shows at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Length">How long the stretch is that the traffic is of.</param>
/// <param name="Rows">The traffic, by consumer and method.</param>
/// <param name="Total">Everything together; null when its percentiles are not known.</param>
/// <param name="Sources">The sources.</param>
/// <param name="Trouble">What keeps the picture from being whole; empty when nothing does.</param>
internal sealed record MonitorReading(
    DateTimeOffset At, TimeSpan Length, IReadOnlyList<TrafficSummary> Rows, TrafficSummary? Total, IReadOnlyList<Source> Sources, string Trouble)
{
    private long Calls => Rows.Sum(row => row.CallCount);

    private long Errors => Rows.Sum(ErrorsOf);

    private string Head
    {
        get
        {
            List<string> parts =
            [
                Wording.Second(Timestamp.FromDateTimeOffset(At)),
                $"{Rate(Calls)} exchanges a second",
                $"errors {Share(Errors, Calls)}",
                Total is null
                    ? ""
                    : $"p50 {Of(Total.LatencyP50)}  p90 {Of(Total.LatencyP90)}  p99 {Of(Total.LatencyP99)}  longest {Of(Total.LatencyMax)}",
                $"kept answers {Share(Rows.Sum(row => row.CacheHitCount), Calls)}",
                $"sources {Sources.Count(source => source.Whole)} of {Sources.Count} well",
            ];
            return string.Join("  ", parts.Where(part => part.Length != 0));
        }
    }

    /// <summary>One line of it.</summary>
    public string Line
    {
        get
        {
            var unwell = Sources.Where(source => !source.Whole).Select(source => $"{source.Institution} {SourcesCommand.State(source)}");
            return SectionWriter.Plain(string.Join("  ", new[] { Head, string.Join(", ", unwell), Trouble }.Where(part => part.Length != 0)));
        }
    }

    /// <summary>All of it, as tables.</summary>
    public IReadOnlyList<Section> Sections() =>
    [
        Section.Of(
            $"{Head}{(Trouble.Length == 0 ? "" : $"  {Trouble}")}",
            Rows,
            ("Institution", row => row.ConsumerInstitution),
            ("Method", row => Wording.Method(row.Method)),
            ("Calls", row => $"{row.CallCount}"),
            ("A second", row => Rate(row.CallCount)),
            ("Errors", row => Share(ErrorsOf(row), row.CallCount)),
            ("p50", row => Of(row.LatencyP50)),
            ("p90", row => Of(row.LatencyP90)),
            ("p99", row => Of(row.LatencyP99)),
            ("Longest", row => Of(row.LatencyMax)),
            ("Kept", row => Share(row.CacheHitCount, row.CallCount))),
        Section.Of(
            "Refused or failed",
            Rows.SelectMany(row => row.ErrorsByReason, (row, error) => (row, error))
                .OrderByDescending(e => e.error.Value).ThenBy(e => e.error.Key, StringComparer.Ordinal).Take(10),
            ("Reason", e => e.error.Key),
            ("Institution", e => e.row.ConsumerInstitution),
            ("Method", e => Wording.Method(e.row.Method)),
            ("Calls", e => $"{e.error.Value}")),
        SourcesCommand.Table(Sources),
    ];

    /// <summary>All of it, for scripts, in one line.</summary>
    public string ToJson() => JsonText.LineOf(new
    {
        At,
        Seconds = Length.TotalSeconds,
        Calls,
        Errors,
        Total = Total is null ? null : Times(Total),
        Traffic = Rows.Select(row => new
        {
            Institution = row.ConsumerInstitution,
            row.Method,
            Calls = row.CallCount,
            Errors = row.ErrorsByReason.ToDictionary(error => error.Key, error => error.Value),
            CacheHits = row.CacheHitCount,
            Milliseconds = Times(row),
        }),
        Sources = Sources.Select(source => new { source.Institution, source.Whole, source.State, source.Breaker }),
        Trouble = Trouble.Length == 0 ? null : Trouble,
    });

    private static object Times(TrafficSummary row) => new
    {
        P50 = row.LatencyP50.ToTimeSpan().TotalMilliseconds,
        P90 = row.LatencyP90.ToTimeSpan().TotalMilliseconds,
        P99 = row.LatencyP99.ToTimeSpan().TotalMilliseconds,
        Longest = row.LatencyMax.ToTimeSpan().TotalMilliseconds,
    };

    private static long ErrorsOf(TrafficSummary row) => row.ErrorsByReason.Values.Sum();

    private static string Of(Duration? time) => Wording.Latency(time?.ToTimeSpan());

    private static string Share(long part, long whole) =>
        whole == 0 ? "0 %" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.#} %");

    private string Rate(long calls) => string.Create(CultureInfo.InvariantCulture, $"{(Length <= TimeSpan.Zero ? 0 : calls / Length.TotalSeconds):0.0}");
}
