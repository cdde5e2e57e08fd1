namespace Vamos.Adapters.Tests.Drops;

using System.Text;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;

public sealed class IntakeTests : IDisposable
{
    private readonly DropsLab _lab = new();

    [Fact]
    public async Task Accepted_file_is_found_by_person_with_its_date()
    {
        var result = await _lab.TakeAsync("muertos_20261119.csv", DropsLab.Header + "1.234.567;NÚÑEZ;14/03/2020\r\nA-77;\"O;\"\"X\";00/00/0000\r\n");

        Assert.Equal((2, 0, 2), (result.Rows, result.SetAside, result.Changes));
        var rows = _lab.Find(DropsLab.Dead, "1234567", "A77", "77");
        Assert.Equal(["1234567", "A77"], rows.Select(row => row.Key));
        Assert.Equal("2020-03-14", Death.Parser.ParseFrom(rows[0].Value).Date.ToIso());
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.FromHours(-3)), rows[0].Drop.AsOf);
        Assert.Equal(["muertos_20261119.csv", "muertos_20261119.csv.sha256"], Names("accepted"));
    }

    [Fact]
    public async Task Bad_line_is_set_aside_by_number_and_column_without_its_values()
    {
        var result = await _lab.TakeAsync("muertos.csv", DropsLab.Header + "1;A;14/03/2020\nSECRETO;B;31/02/2020\n3;C\n4;\u0001;\n5;E;14/03/2020\n");

        Assert.Equal((2, 3), (result.Rows, result.SetAside));
        Assert.Equal(
            ["line 3 cedula", "line 3 fecha", "line 4 ", "line 5 nombre"],
            _lab.Quarantine.Rows.SelectMany(row => row.Issues.Select(issue => $"{row.Key} {issue.Field}")).Order(StringComparer.Ordinal));
        _lab.Quarantine.Dispose();
        var written = File.ReadAllText(_lab.QuarantineFile) + string.Join('\n', _lab.Logs.Entries.Select(entry => entry.Message));
        Assert.Contains("no such calendar date", written, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETO", written, StringComparison.Ordinal);
        // The person of the line whose name is no text can still be told.
        var missed = Assert.Single(_lab.Find(DropsLab.Dead, "4"));
        Assert.Equal("a byte that is no character of text", Assert.Single(missed.Issues).Reason);
    }

    [Fact]
    public async Task Line_on_which_its_translation_fails_is_set_aside_and_the_others_are_taken()
    {
        var careless = new DropLayout("muertos", DropsLab.Dead.Columns, record =>
        {
            var person = record.RequiredCedula("cedula");
            return new DropRow(person, Value: new Death { Date = new() { Year = record.Text("nombre")!.Length } });
        });
        using var lab = new DropsLab(layouts: [careless]);

        var result = await lab.TakeAsync("muertos.csv", DropsLab.Header + "1;A;14/03/2020\n2;;14/03/2020\n3;C;14/03/2020\n");

        Assert.Equal((null, 2, 1), (result.Reason, result.Rows, result.SetAside));
        Assert.Equal("its translation failed (NullReferenceException)", Assert.Single(Assert.Single(lab.Quarantine.Rows).Issues).Reason);
        Assert.Equal("2", Assert.Single(lab.Find(careless, "2"), row => !row.IsSound).Key);
    }

    [Fact]
    public async Task File_that_is_still_being_written_is_left_alone()
    {
        var path = Path.Combine(_lab.Inbox, "muertos.csv");
        File.WriteAllText(path, DropsLab.Lines(1, 10));
        Assert.Empty(await _lab.Room.PollAsync(CancellationToken.None));
        File.AppendAllText(path, "11;A;\n");
        Assert.Empty(await _lab.Room.PollAsync(CancellationToken.None));

        Assert.Equal(11, Assert.Single(await _lab.Room.PollAsync(CancellationToken.None)).Rows);
    }

    [Fact]
    public async Task File_whose_hash_came_before_the_rest_of_it_is_waited_for()
    {
        var path = Path.Combine(_lab.Inbox, "muertos.csv");
        var text = DropsLab.Lines(1, 10);
        File.WriteAllText(path + ".sha256", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(text))));
        File.WriteAllText(path, text[..50]);
        Assert.Empty(await _lab.Room.PollAsync(CancellationToken.None));

        File.WriteAllText(path, text);

        Assert.Equal(10, Assert.Single(await _lab.Room.PollAsync(CancellationToken.None)).Rows);
    }

    [Theory]
    [InlineData("muertos.csv.part")]
    [InlineData("muertos.tmp")]
    [InlineData(".muertos.csv")]
    public async Task File_under_a_name_of_passage_is_left_alone(string name)
    {
        File.WriteAllText(Path.Combine(_lab.Inbox, name), DropsLab.Lines(1, 10));

        Assert.Empty(await _lab.Room.PollAsync(CancellationToken.None));
        Assert.Empty(await _lab.Room.PollAsync(CancellationToken.None));
        Assert.True(File.Exists(Path.Combine(_lab.Inbox, name)));
    }

    [Fact]
    public async Task Same_file_again_is_recognised_and_nothing_is_written_over()
    {
        await _lab.TakeAsync("muertos_20261119.csv", DropsLab.Lines(1, 10));
        var position = _lab.Room.ReadChanges(null).Position;

        var again = await _lab.TakeAsync("muertos_20261119.csv", DropsLab.Lines(1, 10));

        Assert.True(again.IsAgain);
        Assert.Empty(_lab.ChangedSince(position));
        Assert.Equal(4, Names("accepted").Length);
    }

    [Fact]
    public async Task Parts_are_replaced_each_by_itself()
    {
        await _lab.TakeAsync("muertos-ips_20261119.csv", DropsLab.Lines(1, 3));
        await _lab.TakeAsync("muertos-ande_20261119.csv", DropsLab.Lines(3, 3));
        await _lab.TakeAsync("muertos-ips_20261120.csv", DropsLab.Lines(2, 3));

        Assert.Equal(["ande", "ips", "ips"], _lab.Find(DropsLab.Dead, "1", "2", "3").Select(row => row.Drop.Part).Order());
    }

    [Fact]
    public async Task Files_of_several_nights_are_taken_in_their_order()
    {
        foreach (var night in new[] { 20, 18, 19 })
            File.WriteAllText(Path.Combine(_lab.Inbox, $"muertos_202611{night}.csv"), DropsLab.Lines(night, 10));
        await _lab.Room.PollAsync(CancellationToken.None);

        var results = await _lab.Room.PollAsync(CancellationToken.None);

        Assert.Equal(["muertos_20261118.csv", "muertos_20261119.csv", "muertos_20261120.csv"], results.Select(result => result.File));
        Assert.All(results, result => Assert.Null(result.Reason));
    }

    [Fact]
    public async Task Line_of_many_megabytes_is_set_aside_and_the_others_are_kept()
    {
        var text = new StringBuilder(DropsLab.Lines(1, 10)).Append("11;").Append('A', 20_000_000).Append(";\n12;B;\n");

        var result = await _lab.TakeAsync("muertos.csv", text.ToString());

        Assert.Equal((11, 1), (result.Rows, result.SetAside));
        Assert.Equal("line 12", Assert.Single(_lab.Quarantine.Rows).Key);
    }

    [Fact]
    public async Task Inbox_is_followed_until_it_stops()
    {
        using var stop = new CancellationTokenSource();
        using var lab = new DropsLab(settings => settings with { PollInterval = TimeSpan.FromMilliseconds(20) });
        var running = lab.Room.RunAsync(stop.Token);

        File.WriteAllText(Path.Combine(lab.Inbox, "muertos.csv"), DropsLab.Lines(1, 10));

        await WaitFor.TrueAsync(() => lab.Find(DropsLab.Dead, "1").Count == 1, "the file");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    public void Dispose() => _lab.Dispose();

    private string[] Names(string folder) =>
        [.. Directory.GetFiles(Path.Combine(_lab.Inbox, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
