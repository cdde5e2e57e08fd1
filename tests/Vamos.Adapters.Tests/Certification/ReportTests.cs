namespace Vamos.Adapters.Tests.Certification;

using System.Globalization;
using System.Xml.Linq;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification;
using Vamos.Adapters.Certification.Checks;
using Vamos.Adapters.Certification.Reports;

/// <summary>What the reports say.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Unknown_person_as_an_error_is_explained_with_what_to_do()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.UnknownPersonIsAnError);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations, "--only", "unknown-person");

        Assert.Contains(
            """

            FAILED  unknown-person: A person whom the institution does not know is an answer, not an error
              Contract: found is false, and everything below is empty. An error would mean that the institution could not
                        be asked.
              Defect:   unknown[0]: the adapter answers NOT_FOUND for a person whom it does not know.
                To do:  Answer with status OK, records.national_id as asked and records.found = false. NOT_FOUND is not an
                        answer of this contract.
              Defect:   unknown[1]: the adapter answers NOT_FOUND for a person whom it does not know.
                To do:  Answer with status OK, records.national_id as asked and records.found = false. NOT_FOUND is not an
                        answer of this contract.

            FAILED: mds (1.0, vamos.adapter.v1): 0 passed, 1 failed, 0 skipped
            """,
            certified.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_that_differs_is_explained_by_field()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.BatchAnswersDifferently);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations, "--only", "batch-equals-single");

        Assert.Contains(
            """
              Defect:   pupil with cows: the batch answers otherwise than GetRecords: they differ in livestock (1 and 0).
                To do:  Let both go the same way: read the legacy system for a set of people, of which GetRecords has one.
            """,
            certified.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_change_is_explained_by_the_token()
    {
        await using var adapter = await RunningBreakable.StartAsync(Fault.LosesAChangeOnResumption);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations, "--only", "changes-resume");

        var text = string.Join(' ', certified.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Defect: Resumed from the token of message ", text, StringComparison.Ordinal);
        Assert.Contains("A change may come twice; none may be missing.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.FactOfAnotherInstitution)]
    [InlineData(Fault.ErrorHoldsTheNumber)]
    public async Task Reports_name_nobody(Fault fault)
    {
        await using var adapter = await RunningBreakable.StartAsync(fault);

        var certified = await Certified.RunAsync(adapter.Port, adapter.Expectations);

        foreach (var report in (string[])[certified.Output, certified.Junit!.ToString()])
        {
            Assert.DoesNotContain("710000", report, StringComparison.Ordinal);
            Assert.DoesNotContain("7310", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Build_server_report_counts_and_survives_any_character()
    {
        var failed = new Findings();
        failed.Defect("It said \u0001 <&> \ud800.", "Mend it.");
        var skipped = new Findings();
        skipped.Skip("nothing to try");
        var noted = new Findings();
        noted.Note("measured");
        noted.Warn("slow");
        var checks = CheckCatalogue.All();
        CheckResult[] results =
            [.. new[] { failed, skipped, noted }.Select((findings, i) => new CheckResult(checks[i].About, findings, TimeSpan.FromSeconds(1.5)))];

        using var bytes = new MemoryStream();
        JunitReport.Write(bytes, JunitReport.Of(new DescribeResponse { Institution = "m\u0002ds" }, results, DateTimeOffset.UnixEpoch));
        var suite = XDocument.Load(new MemoryStream(bytes.ToArray())).Root!.Element("testsuite")!;

        Assert.Equal(("3", "1", "1", "4.500"), (Value(suite, "tests"), Value(suite, "failures"), Value(suite, "skipped"), Value(suite, "time")));
        Assert.Equal("1970-01-01T00:00:00", Value(suite, "timestamp"));
        Assert.Contains("<&>", suite.Descendants("failure").Single().Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Equal("Warning: slow\nmeasured", suite.Descendants("system-out").Single().Value);
        Assert.Equal((byte)'<', bytes.ToArray()[0]);
    }

    [Fact]
    public void Long_list_of_defects_is_cut_and_says_so()
    {
        var findings = new Findings();
        for (var i = 0; i < 30; i++)
            findings.Defect($"Defect {i}.", "Mend it.");
        using var output = new StringWriter(CultureInfo.InvariantCulture);

        TextReport.Write(output, new DescribeResponse(), [new CheckResult(CheckCatalogue.All()[0].About, findings, TimeSpan.Zero)]);

        Assert.Contains("... and 22 more of the kind.", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Defect 8.", output.ToString(), StringComparison.Ordinal);
    }

    private static string Value(XElement element, string attribute) => element.Attribute(attribute)!.Value;
}
