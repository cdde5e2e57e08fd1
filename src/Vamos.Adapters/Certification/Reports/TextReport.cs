namespace Vamos.Adapters.Certification.Reports;

using System.Globalization;
using Vamos.Adapter.V1;

/// <summary>The report for people: every failure in full, then what was skipped, noted and counted.</summary>
internal static class TextReport
{
    private const int Width = 110;

    public static void Write(TextWriter output, DescribeResponse description, IReadOnlyList<CheckResult> results)
    {
        foreach (var result in results.Where(result => result.Failed))
            WriteFailure(output, result);
        WriteList(output, "Warnings", results.SelectMany(result => result.Findings.Warnings.Select(text => (result.About.Id, text))));
        WriteList(output, "Skipped", results.Where(result => result.Skipped).Select(result => (result.About.Id, result.Findings.SkippedBecause!)));
        WriteList(output, "Notes", results.SelectMany(result => result.Findings.Notes.Select(text => (result.About.Id, text))));
        output.WriteLine();
        output.WriteLine(Verdict(description, results));
    }

    /// <summary>The last line.</summary>
    public static string Verdict(DescribeResponse description, IReadOnlyList<CheckResult> results)
    {
        var (failed, skipped) = (results.Count(result => result.Failed), results.Count(result => result.Skipped));
        var who = $"{description.Institution} ({description.AdapterVersion}, {description.ContractVersion})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(failed == 0 ? "PASSED" : "FAILED")}: {who}: {results.Count - failed - skipped} passed, {failed} failed, {skipped} skipped");
    }

    /// <summary>A failed check as the report has it.</summary>
    public static void WriteFailure(TextWriter output, CheckResult result)
    {
        output.WriteLine();
        output.WriteLine($"FAILED  {result.About.Id}: {result.About.Title}");
        WriteWrapped(output, "  Contract: ", result.About.Contract);
        foreach (var defect in result.Findings.Defects)
        {
            WriteWrapped(output, "  Defect:   ", defect.What);
            WriteWrapped(output, "    To do:  ", defect.Remedy);
        }

        if (result.Findings.MoreDefects != 0)
            output.WriteLine($"  ... and {result.Findings.MoreDefects} more of the kind.");
    }

    private static void WriteList(TextWriter output, string title, IEnumerable<(string Id, string Text)> items)
    {
        var list = items.ToList();
        if (list.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (id, text) in list)
            WriteWrapped(output, $"  {id,-26} ", text);
    }

    private static void WriteWrapped(TextWriter output, string head, string text)
    {
        var line = head;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > Width && line.Trim().Length != 0)
            {
                output.WriteLine(line.TrimEnd());
                line = new string(' ', head.Length);
            }

            line += word + " ";
        }

        output.WriteLine(line.TrimEnd());
    }
}
