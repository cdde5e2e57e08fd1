namespace Vamos.Adapters.Tests.Mds;

using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>Whatever is changed, however late its mark is, and whenever the watcher or the adapter starts again: nothing is missing.</summary>
public sealed class MdsChangeSequenceTests : IDisposable
{
    private const int Sequences = 25;
    private const int LatestCommitSeconds = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-sequence-").FullName;

    private MdsSettings Settings => new() { ConnectionString = $"Data Source={Path.Combine(_folder, "mds.db")}" };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_change_is_told_whatever_happens_between()
    {
        var population = SimulatedPopulation.Generate(2, 40, MdsLab.Today);
        await using (var connection = new SqliteConnection(Settings.ConnectionString))
        {
            await connection.OpenAsync();
            await MdsLegacyDatabase.LoadAsync(connection, population, CancellationToken.None);
        }

        var people = population.People.Where(person => person.Cedula is { Letter: null }).ToArray();
        var operations = Gen.ArrayOf(Gen.Choose(0, 9).SelectMany(what => Gen.Choose(0, 10_000).Select(which => (what, which)))).Resize(30).ToArbitrary();
        await Task.Run(() => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Sequences),
            Prop.ForAll(operations, sequence => Task.Run(() => IsCompleteAsync(people, sequence)).GetAwaiter().GetResult())));
    }

    private async Task<bool> IsCompleteAsync(SimulatedPerson[] people, (int What, int Which)[] sequence)
    {
        var feed = await OpenMdsAdapter.StartAsync(Settings);
        try
        {
            var position = await feed.NowAsync();
            // What a watcher who goes on from a position must still be told.
            var missing = new HashSet<string>();
            var earlier = new List<(string Position, HashSet<string> Missing)>();
            foreach (var (what, which) in sequence)
            {
                switch (what)
                {
                    case <= 4:
                        var person = people[which % people.Length];
                        await TouchAsync(person.Id, which % LatestCommitSeconds);
                        missing.Add($"{person.Cedula!.Value.Number}");
                        foreach (var (_, others) in earlier)
                            others.Add($"{person.Cedula.Value.Number}");
                        break;
                    case <= 7:
                        earlier.Add((position, [.. missing]));
                        var (changes, next) = await feed.ReadAllAsync(position);
                        position = next;
                        missing.ExceptWith(changes.Select(change => change.Person.Number));
                        break;
                    case 8:
                        await feed.DisposeAsync();
                        feed = await OpenMdsAdapter.StartAsync(Settings);
                        break;
                    default:
                        if (earlier.Count != 0)
                            (position, missing) = (earlier[which % earlier.Count].Position, [.. earlier[which % earlier.Count].Missing]);
                        break;
                }
            }

            var clock = Stopwatch.StartNew();
            while (missing.Count != 0 && clock.Elapsed < TimeSpan.FromSeconds(10))
            {
                var (changes, next) = await feed.ReadAllAsync(position);
                position = next;
                missing.ExceptWith(changes.Select(change => change.Person.Number));
                await Task.Delay(10);
            }

            return missing.Count == 0;
        }
        finally
        {
            await feed.DisposeAsync();
        }
    }

    // Other content every time, though the mark may be any, as when a transaction took minutes.
    private async Task TouchAsync(int id, int secondsAgo)
    {
        await using var connection = new SqliteConnection(Settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE persona SET certificado_discapacidad = coalesce(certificado_discapacidad, '') || '1', "
            + $"fecha_ultima_modificacion = '{DateTime.UtcNow.AddHours(-3).AddSeconds(-secondsAgo):yyyy-MM-dd HH:mm:ss}' WHERE id_persona = {id}";
        await command.ExecuteNonQueryAsync();
    }
}
