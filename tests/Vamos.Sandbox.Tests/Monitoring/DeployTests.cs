namespace Vamos.Sandbox.Tests.Monitoring;

using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

/// <summary>The dashboard and the alert rules name what is measured, and are of a form that their programs read.</summary>
public sealed partial class DeployTests
{
    // what Prometheus adds itself, and a label of the configuration's own
    private static readonly string[] Added = ["job", "instance", "institution"];

    private static readonly IReadOnlyDictionary<string, string[]> Measured = MetricsDocument.Series(Repository.Read("docs", "metrics.md"));

    public static TheoryData<string> Expressions => new(
        Panels().SelectMany(panel => panel.TryGetProperty("targets", out var targets) ? targets.EnumerateArray().Select(target => target.GetProperty("expr").GetString()!) : [])
            .Concat(Rules().Select(rule => (string)rule["expr"])).Distinct());

    [GeneratedRegex("""(?<=new(?: AlertCheck| AlertSignal)?\(\s*)"(?<code>[a-z]+(?:-[a-z]+)+)""")]
    private static partial Regex AlertCode { get; }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Expression_has_a_form_and_names_only_what_is_measured(string text)
    {
        var expression = PromqlExpression.Parse(text);

        Assert.All(expression.Series.Where(series => series.Name != "up"), series =>
        {
            Assert.True(Measured.ContainsKey(series.Name), $"docs/metrics.md knows no {series.Name}");
            Assert.All(series.Labels, label => Assert.Contains(label, Measured[series.Name].Concat(Added)));
        });
        var labels = expression.Series.SelectMany(series => Measured.GetValueOrDefault(series.Name, [])).Concat(Added).ToHashSet();
        Assert.All(expression.Grouped, label => Assert.Contains(label, labels));
    }

    [Theory]
    [InlineData("sum(rate(vamos_x[5m])")]
    [InlineData("rate(vamos_x)")]
    [InlineData("sum by le (vamos_x)")]
    [InlineData("vamos_x{le=5}")]
    [InlineData("vamos_x >")]
    [InlineData("frobnicate(vamos_x)")]
    [InlineData("vamos_x vamos_y")]
    [InlineData("histogram_quantile(0.9)")]
    public void Expression_without_a_form_is_refused(string text) => Assert.Throws<FormatException>(() => PromqlExpression.Parse(text));

    [Fact]
    public void Every_alert_of_the_hub_has_a_rule_or_a_reason_why_not()
    {
        string[] files = ["HubAlerts.cs", .. Directory.GetFiles(Path.Combine(Repository.Root, "src", "Vamos.Hub", "Monitoring", "Alerts", "Checks"))];
        var codes = files.SelectMany(file => AlertCode.Matches(Repository.Read("src", "Vamos.Hub", file)).Select(match => match.Groups["code"].Value)).Distinct().ToList();
        var explained = Repository.Read("deploy", "README.md");
        var rules = Rules().ToLookup(rule => Labels(rule).GetValueOrDefault("code"), rule => (string)rule["alert"]);

        Assert.True(codes.Count >= 10, "the hub makes its alerts otherwise now");
        Assert.All(codes, code =>
        {
            var row = explained.Split('\n').SingleOrDefault(line => line.StartsWith($"| `{code}` |", StringComparison.Ordinal));
            Assert.True(row is not null, $"deploy/README.md says nothing of {code}");
            Assert.True(rules[code].Any() || row.Contains("none of its own:", StringComparison.Ordinal), $"{code} has neither a rule nor a reason");
            Assert.All(rules[code], rule => Assert.Contains($"`{rule}`", row, StringComparison.Ordinal));
        });
        Assert.Empty(rules.Select(rule => rule.Key).Except([.. codes, null, "any"]));
    }

    [Fact]
    public void Rules_have_names_of_their_own_and_say_how_grave_and_what_it_is()
    {
        var rules = Rules();

        Assert.Equal(rules.Count, rules.Select(rule => rule["alert"]).Distinct().Count());
        Assert.All(rules, rule =>
        {
            // the hub's own alerts bring theirs
            Assert.True(Labels(rule).ContainsKey("severity") || Labels(rule)["code"] == "any", $"{rule["alert"]} does not say how grave it is");
            Assert.NotEmpty((string)((Dictionary<object, object>)rule["annotations"])["summary"]);
        });
    }

    [Fact]
    public void Configuration_reads_the_rules_beside_it()
    {
        var configuration = Yaml("prometheus.yml");

        Assert.Equal("alerts.yml", Assert.Single((List<object>)configuration["rule_files"]));
        var jobs = ((List<object>)configuration["scrape_configs"]).Cast<Dictionary<object, object>>().Select(job => job["job_name"]);
        Assert.Equal(["vamos-hub", "vamos-adapter"], jobs);
    }

    [Fact]
    public void Panels_are_told_apart_and_stand_beside_each_other()
    {
        var panels = Panels();

        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("title").GetString()!));
        var taken = new HashSet<(int, int)>();
        foreach (var place in panels.Select(panel => panel.GetProperty("gridPos")))
        {
            var (x, y, w, h) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
            Assert.InRange(x + w, 1, 24);
            for (var cell = 0; cell < w * h; cell++)
                Assert.True(taken.Add((x + (cell % w), y + (cell / w))), $"two panels at {x}, {y}");
        }
    }

    [Fact]
    public void Every_source_of_the_dashboard_is_the_one_that_is_chosen()
    {
        var text = Repository.Read("deploy", "grafana", "vamos-hub.json");

        Assert.All(DataSource.Matches(text), match => Assert.Equal("${fuente_de_datos}", match.Groups["uid"].Value));
    }

    [GeneratedRegex("""\{\s*"type": "prometheus",\s*"uid": "(?<uid>[^"]+)""")]
    private static partial Regex DataSource { get; }

    private static IReadOnlyList<JsonElement> Panels() =>
        [.. JsonDocument.Parse(Repository.Read("deploy", "grafana", "vamos-hub.json")).RootElement.GetProperty("panels").EnumerateArray()];

    private static IReadOnlyList<Dictionary<object, object>> Rules() =>
        [.. ((List<object>)Yaml("alerts.yml")["groups"]).Cast<Dictionary<object, object>>().SelectMany(group => ((List<object>)group["rules"]).Cast<Dictionary<object, object>>())];

    private static Dictionary<string, string> Labels(Dictionary<object, object> rule) =>
        ((Dictionary<object, object>)rule["labels"]).ToDictionary(label => (string)label.Key, label => (string)label.Value);

    private static Dictionary<string, object> Yaml(string file) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(Repository.Read("deploy", "prometheus", file));
}
