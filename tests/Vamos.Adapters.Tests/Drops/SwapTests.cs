namespace Vamos.Adapters.Tests.Drops;

using Microsoft.Data.Sqlite;
using Vamos.Adapters.Drops;
using Vamos.Common.V1;

/// <summary>Readers see all of the old file or all of the new one, whatever happens.</summary>
public sealed class SwapTests : IDisposable
{
    private readonly DropsLab _lab = new();

    [Fact]
    public async Task Readers_see_all_of_one_file_while_the_next_is_put_into_use()
    {
        const int People = 400;
        var keys = Enumerable.Range(1, People).Select(number => $"{number}").ToArray();
        await _lab.TakeAsync("muertos_20260101.csv", DropsLab.Lines(1, People, "01/01/2020"));
        using var stop = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var seen = new HashSet<long>();
            while (!stop.IsCancellationRequested)
            {
                var rows = _lab.Find(DropsLab.Dead, keys);
                Assert.Equal(People, rows.Count);
                seen.Add(Assert.Single(rows.Select(row => row.Drop.Generation).Distinct()));
                Assert.Single(rows.Select(row => Convert.ToHexString(row.Value)).Distinct());
            }

            return seen.Count;
        })).ToArray();

        for (var night = 2; night <= 20; night++)
            Assert.Null((await _lab.TakeAsync($"muertos_202601{night:00}.csv", DropsLab.Lines(1, People, $"{night:00}/01/2020"))).Reason);

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(reading), seen => Assert.True(seen > 1));
    }

    [Fact]
    public async Task Reading_begun_before_goes_on_in_the_old_file()
    {
        await _lab.TakeAsync("muertos_20260101.csv", DropsLab.Lines(1, 10));
        using var reading = _lab.Room.Read();

        await _lab.TakeAsync("muertos_20260102.csv", DropsLab.Lines(6, 10));

        Assert.Single(reading.OfPeople(DropsLab.Dead, ["1"]));
        Assert.Empty(_lab.Find(DropsLab.Dead, "1"));
    }

    [Fact]
    public async Task Staging_that_was_killed_leaves_the_old_file_and_no_trace()
    {
        await _lab.TakeAsync("muertos_20260101.csv", DropsLab.Lines(1, 10));
        _lab.Room.Dispose();
        // As a killed process leaves it: some of the rows durable, some in an open transaction.
        var store = DropStore.Open(_lab.Settings.Store);
        var staging = store.Stage(DropsLab.Dead, "");
        for (var line = 2; line < 60_000; line++)
            staging.Add(line, new DropRow(new NationalId { Number = $"{line}" }));
        store.Dispose();

        _lab.Reopen();

        Assert.Equal("muertos_20260101.csv", Assert.Single(_lab.Find(DropsLab.Dead, "5")).Drop.File);
        Assert.Empty(_lab.Find(DropsLab.Dead, "500"));
        Assert.Equal(1, Count("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name GLOB 'rows_*'"));
        Assert.Null((await _lab.TakeAsync("muertos_20260102.csv", DropsLab.Lines(1, 11))).Reason);
    }

    [Fact]
    public async Task Accepted_file_is_there_after_a_restart()
    {
        await _lab.TakeAsync("muertos_20260101.csv", DropsLab.Lines(1, 10));
        var position = _lab.Room.ReadChanges(null).Position;

        _lab.Reopen();

        Assert.Single(_lab.Find(DropsLab.Dead, "10"));
        Assert.Equal(position, _lab.Room.ReadChanges(null).Position);
        Assert.True((await _lab.TakeAsync("muertos_20260101.csv", DropsLab.Lines(1, 10))).IsAgain);
    }

    [Fact]
    public void Store_that_is_no_database_says_so()
    {
        _lab.Room.Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_lab.Settings.Store)!, "drops.db*"))
            File.Delete(file);
        File.WriteAllText(_lab.Settings.Store, new string('x', 5_000));

        Assert.Contains("cannot be opened", Assert.Throws<LegacySystemException>(_lab.Reopen).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _lab.Dispose();

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_lab.Settings.Store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
