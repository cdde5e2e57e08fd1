namespace Vamos.Adapters.Certification.Reports;

using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Vamos.Adapter.V1;

/// <summary>The report for build servers: JUnit XML, a test case for each check.</summary>
internal static class JunitReport
{
    public static XDocument Of(DescribeResponse description, IReadOnlyList<CheckResult> results, DateTimeOffset at)
    {
        var counts = new object[]
        {
            new XAttribute("tests", results.Count),
            new XAttribute("failures", results.Count(result => result.Failed)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", results.Count(result => result.Skipped)),
            new XAttribute("time", Seconds(results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Took))),
        };
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", Text($"vamos.adapter.v1 of {description.Institution}")),
            new XAttribute("timestamp", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            counts,
            results.Select(Case));
        return new XDocument(new XElement("testsuites", counts, suite));
    }

    /// <summary>Writes a report without a byte order mark, which some readers stumble over.</summary>
    public static void Write(Stream to, XDocument report)
    {
        using var writer = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        report.Save(writer);
    }

    private static XElement Case(CheckResult result) => new(
        "testcase",
        new XAttribute("classname", $"vamos.adapter.{result.About.Area}"),
        new XAttribute("name", $"{result.About.Id}: {result.About.Title}"),
        new XAttribute("time", Seconds(result.Took)),
        result.Failed ? Failure(result) : null,
        result.Skipped ? new XElement("skipped", new XAttribute("message", Text(result.Findings.SkippedBecause!))) : null,
        Notes(result) is { Length: > 0 } notes ? new XElement("system-out", Text(notes)) : null);

    private static XElement Failure(CheckResult result)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        TextReport.WriteFailure(text, result);
        var message = new XAttribute("message", Text(result.Findings.Defects[0].What));
        return new XElement("failure", new XAttribute("type", result.About.Id), message, Text(text.ToString()));
    }

    private static string Notes(CheckResult result) =>
        string.Join('\n', result.Findings.Warnings.Select(text => $"Warning: {text}").Concat(result.Findings.Notes));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // What an adapter says may hold characters that XML cannot.
    private static string Text(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
