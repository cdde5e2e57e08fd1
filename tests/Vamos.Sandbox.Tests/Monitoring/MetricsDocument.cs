namespace Vamos.Sandbox.Tests.Monitoring;

using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using Vamos.Hosting.Metrics;

/// <summary>docs/metrics.md: written from the instruments, and read by whoever names metrics.</summary>
internal static partial class MetricsDocument
{
    private const string Head = """
        # Metrics

        Written from the code by `VAMOS_WRITE_METRICS=1 dotnet test tests/Vamos.Sandbox.Tests`; a test holds it in step.

        The hub and every adapter tell their measurements at `/metrics` of the operations listener ([operations.md](operations.md)), in the text format of
        Prometheus, and send them to an OpenTelemetry collector where one is configured. A collector hears the names as they are in the column *Instrument*;
        Prometheus has underscores for dots, the unit at the end, and `_total` behind counters. A histogram is there three times: `_bucket` with the label
        `le`, `_sum` and `_count`. Labels are written as Prometheus has them. None holds anything about a person.

        Beside these the hosts tell what .NET measures itself (`http_server_*`, `kestrel_*`): see the documentation of ASP.NET Core.
        `deploy/` has a dashboard and alert rules over this table.

        """;

    private static readonly (string Title, Func<string, bool> Has)[] Parts =
    [
        ("The hub", meter => !meter.StartsWith("Vamos.Adapter", StringComparison.Ordinal) && meter != "Vamos.Certificates"),
        ("The hub and every adapter", meter => meter == "Vamos.Certificates"),
        ("Adapters", meter => meter.StartsWith("Vamos.Adapter", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9_]+)` \| `(?<instrument>[a-z0-9_.]+)` \| (?<kind>\w+) \| [^|]* \| (?<labels>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    public static string Markdown(IReadOnlyList<(Instrument Instrument, IReadOnlyList<string> Labels)> instruments)
    {
        var text = new StringBuilder(Head);
        foreach (var (title, has) in Parts)
        {
            text.Append($"\n## {title}\n\n| Prometheus | Instrument | Kind | Unit | Labels | Meaning |\n|---|---|---|---|---|---|\n");
            foreach (var (instrument, labels) in instruments.Where(i => has(i.Instrument.Meter.Name)))
            {
                var told = string.Join(", ", labels.Select(label => $"`{label.Replace('.', '_')}`"));
                text.Append($"| `{Metric.Of(instrument).Name}` | `{instrument.Name}` | {KindOf(instrument)} | {instrument.Unit} | {told} | {instrument.Description} |\n");
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The names that a query may use, each with the labels that it has.</summary>
    public static IReadOnlyDictionary<string, string[]> Series(string markdown)
    {
        var series = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var row in Row.Matches(markdown).Cast<Match>())
        {
            var (name, labels) = (row.Groups["name"].Value, row.Groups["labels"].Value.Split([',', ' ', '`'], StringSplitOptions.RemoveEmptyEntries));
            if (row.Groups["kind"].Value != "histogram")
            {
                series[name] = labels;
                continue;
            }

            (series[$"{name}_bucket"], series[$"{name}_sum"], series[$"{name}_count"]) = ([.. labels, "le"], labels, labels);
        }

        return series;
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Histogram" => "histogram",
        "Counter" or "ObservableCounter" => "counter",
        _ => "gauge",
    };
}
