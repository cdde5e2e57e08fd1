namespace Vamos.Adapters.Tests.Mds;

using System.Diagnostics.Metrics;
using System.Text.Json;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Sandbox.LegacySystems.Mds;

/// <summary>What becomes of the rows that the simulated system spoilt on purpose. Runs on each engine.</summary>
public abstract class MdsDefectsTests(MdsLab lab)
{
    [Fact]
    public async Task Survey_sets_aside_every_spoilt_row_and_no_other()
    {
        var rows = await SurveyedAsync();

        Assert.Equal(
            lab.Load.Defects.Select(defect => (defect.Table, $"{defect.Key}")).Order(),
            rows.Select(row => (row.Source, row.Key)).Order());
        foreach (var defect in lab.Load.Defects)
        {
            var row = rows.Single(row => row.Source == defect.Table && row.Key == $"{defect.Key}");
            Assert.Contains(row.Issues, issue => issue.Field == defect.Column);
        }
    }

    [Fact]
    public async Task Row_set_aside_is_named_in_the_log_by_key_alone()
    {
        await SurveyedAsync();

        var messages = lab.Adapter.Logs.Entries.Where(entry => entry.Id.Id == 3100).Select(entry => entry.Message).ToList();
        Assert.Equal(lab.Load.Defects.Count, messages.Count);
        var values = new[] { "12X4567", "EN TRAMITE", "31/02/1950", "375 MIL" };
        Assert.All(lab.Adapter.Logs.Entries, entry => Assert.DoesNotContain(values, value => entry.Message.Contains(value, StringComparison.Ordinal)));
        Assert.All(lab.Adapter.Logs.Entries, entry => Assert.DoesNotContain("9800000", entry.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Row_set_aside_is_in_the_file_once()
    {
        await SurveyedAsync();
        await lab.AskAsync(NumberOf(DefectKind.UnknownSex));
        await lab.AskAsync(NumberOf(DefectKind.UnknownSex));

        await using var file = new FileStream(
            Path.Combine(lab.QuarantineDirectory, "set-aside-mds.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var keys = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => (row.GetProperty("source").GetString(), row.GetProperty("key").GetString()));
        Assert.Equal(lab.Load.Defects.Count, keys.Distinct().Count());
    }

    [Theory]
    [InlineData(DefectKind.ImpossibleDate, "fecha_nacimiento", "no such calendar date")]
    [InlineData(DefectKind.UnknownDepartment, "id_departamento", "not a department of the electoral body's list")]
    [InlineData(DefectKind.UnknownSex, "numero_sexo_persona", "not a code of sex (1, 6)")]
    public async Task Person_whose_row_cannot_be_translated_is_known_with_an_issue_and_no_guess(DefectKind kind, string field, string reason)
    {
        var records = await lab.AskAsync(NumberOf(kind));

        Assert.True(records.Found);
        Assert.Null(records.Person);
        var issue = Assert.Single(records.Issues, issue => issue.Field == field);
        Assert.Equal(("persona", reason, FactKind.Person), (issue.RecordSource, issue.Reason, issue.Kind));
    }

    [Fact]
    public async Task Issue_shows_only_where_its_kind_was_asked_for()
    {
        var records = await lab.AskAsync(NumberOf(DefectKind.UnknownSex), "", FactKind.Enrollment);

        Assert.True(records.Found);
        Assert.Empty(records.Issues);
    }

    [Fact]
    public async Task Household_with_a_spoilt_sheet_says_that_a_member_is_missing()
    {
        var defect = lab.Load.Defects.First(defect => defect is { Table: "ficha_persona", Kind: DefectKind.UnknownSex });

        var records = await lab.AskAsync(defect.Number!.Value, "", FactKind.Household);

        Assert.True(records.Found);
        Assert.DoesNotContain(records.Households.SelectMany(household => household.Members), member => member.NationalId?.Number == $"{defect.Number}");
        Assert.Contains(records.Issues, issue => issue.RecordKey == $"{defect.Key}" && issue.Kind == FactKind.Household);
    }

    [Fact]
    public async Task Text_that_resembles_a_number_is_not_taken_for_it()
    {
        // "1.23.456" has dots where no number has them; whoever has the number 123456 is somebody else.
        Assert.Contains(lab.Load.Defects, defect => defect.Kind == DefectKind.UnreadableCedula);

        Assert.False((await lab.AskAsync(123_456)).Found);
    }

    [Fact]
    public async Task Rows_set_aside_are_counted_by_source()
    {
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "vamos.adapter.rows_set_aside")
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (counted)
                counted[(string)tags[0].Value!] = counted.GetValueOrDefault((string)tags[0].Value!) + value;
        });
        listener.Start();
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(lab.Settings));
        await WaitFor.TrueAsync(() => adapter.Logs.Entries.Any(entry => entry.Id.Id == 3203), "the survey");

        // Other tests survey at the same time, so the numbers may be more, but never fewer.
        foreach (var table in lab.Load.Defects.GroupBy(defect => defect.Table))
            Assert.True(counted[table.Key] >= table.Count(), table.Key);
    }

    private int NumberOf(DefectKind kind) => lab.Load.Defects.First(defect => defect.Table == "persona" && defect.Kind == kind).Number!.Value;

    private async Task<IReadOnlyCollection<Quarantine.SetAsideRow>> SurveyedAsync()
    {
        await WaitFor.TrueAsync(() => lab.Adapter.Logs.Entries.Any(entry => entry.Id.Id == 3203), "the survey");
        return lab.Adapter.Host.Quarantine.Rows;
    }
}
