namespace Vamos.EndToEnd.Tests;

using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Vamos.Eligibility.V1;
using Vamos.EndToEnd.Tests.Running;
using Vamos.Testing;
using Xunit.Abstractions;

/// <summary>
/// Two hub processes with one Redis over one institution: a death that a clerk registers in the institution's own database is in the next answer of
/// both, however each of them came by what it kept.
/// </summary>
public sealed class TwoHubsTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const string Pension = "pension-universal";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-two-hubs-").FullName;
    private readonly List<double> _delays = [];
    private RedisServer _redis = null!;
    private PostgresServer _postgres = null!;
    private Daemon _adapter = null!;
    private Queue<(long Key, string Cedula)> _people = [];
    private int _adapterPort;
    private Daemon? _a;
    private Daemon? _b;

    public async Task InitializeAsync()
    {
        await using (var sandbox = Daemon.Start(
            _folder, Repository.Sandbox, "--hub-port", "0", "--operations-port", "0", "--adapter-port", "0", "--control-port", "0", "--people", "500"))
        {
            await sandbox.PrintsAsync("^Sandbox ready$");
            Assert.Equal(0, await sandbox.StopAsync());
        }

        _redis = await RedisServer.StartAsync();
        _postgres = new PostgresServer();
        _people = new(await AliveAsync());
        _adapter = Daemon.Start(
            _folder, Repository.Adapter, "--adapter", "mds", "--Adapter:Address=127.0.0.1", "--Adapter:Port=0", "--Adapter:OperationsPort=0",
            "--Adapter:Tls:Authority=certs/dev/ca.pem", "--Adapter:Tls:Certificate=certs/dev/mds.pem", "--Adapter:Tls:Key=certs/dev/mds.key",
            "--Adapter:ChangePollInterval=00:00:00.100", $"--Mds:ConnectionString={Database}");
        _adapterPort = int.Parse((await _adapter.PrintsAsync(@"takes calls of hub on port (\d+)")).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public async Task DisposeAsync()
    {
        foreach (var part in new[] { _a, _b, _adapter })
        {
            if (part is not null)
                await part.DisposeAsync();
        }

        await _redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _postgres.Dispose();

    private string Database => $"Data Source={Path.Combine(_folder, ".sandbox", "mds.db")}";

    [Fact(Timeout = 180_000)]
    public async Task Death_in_the_legacy_database_is_in_the_next_answer_of_both_hubs_within_a_second()
    {
        using var a = await StartAsync("a");
        using var b = await StartAsync("b");

        for (var round = 0; round < 10; round++)
        {
            var (key, cedula) = _people.Dequeue();
            // every second time only one of them has been asked before
            await IsKeptAsync(a, cedula);
            if (round % 2 == 0)
                await IsKeptAsync(b, cedula);
            await DieAsync(key, cedula, a, b);
        }

        _delays.Sort();
        var told = $"invalidation from the legacy database to both hubs: median {_delays[_delays.Count / 2]:0} ms, longest {_delays[^1]:0} ms, polled every 100 ms";
        output.WriteLine(told);
        Console.WriteLine(told);
    }

    [Fact(Timeout = 180_000)]
    public async Task Hub_that_was_away_gives_no_answer_from_before_the_change()
    {
        using var a = await StartAsync("a");
        using var b = await StartAsync("b");
        var (key, cedula) = _people.Dequeue();
        await IsKeptAsync(a, cedula);
        await IsKeptAsync(b, cedula);

        await _b!.KillAsync();
        await DieAsync(key, cedula, a);
        using var again = await StartAsync("b");

        Assert.True(IsDead(await again.CheckAsync(cedula, Pension)), "the hub that came back gave an answer from before the death");

        // and both away, while the adapter goes on
        (key, cedula) = _people.Dequeue();
        await IsKeptAsync(a, cedula);
        await _a!.KillAsync();
        await _b!.KillAsync();
        await RegisterDeathAsync(key);
        using var a2 = await StartAsync("a");
        await EventuallyDeadAsync(a2, cedula, Stopwatch.StartNew(), TimeSpan.FromSeconds(6));
    }

    [Fact(Timeout = 180_000)]
    public async Task Hubs_answer_and_hear_of_deaths_while_redis_is_gone_and_after_its_return()
    {
        using var a = await StartAsync("a");
        using var b = await StartAsync("b");
        var (key, cedula) = _people.Dequeue();
        await IsKeptAsync(a, cedula);
        await IsKeptAsync(b, cedula);

        await _redis.KillAsync();
        var clock = Stopwatch.StartNew();
        Assert.False(IsDead(await a.CheckAsync(cedula, Pension)));
        Assert.False(IsDead(await b.CheckAsync(cedula, Pension)));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, 2 * Second);
        await DieAsync(key, cedula, a, b);

        await _redis.StartAgainAsync();
        foreach (var (laterKey, later) in new[] { _people.Dequeue(), _people.Dequeue() })
        {
            await IsKeptAsync(a, later);
            await IsKeptAsync(b, later);
            await DieAsync(laterKey, later, a, b);
        }
    }

    private async Task DieAsync(long key, string cedula, params HubCaller[] hubs)
    {
        await RegisterDeathAsync(key);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(hubs.Select(hub => EventuallyDeadAsync(hub, cedula, clock, Second)));
        _delays.Add(clock.Elapsed.TotalMilliseconds);
    }

    private static async Task EventuallyDeadAsync(HubCaller hub, string cedula, Stopwatch clock, TimeSpan limit)
    {
        while (!IsDead(await hub.CheckAsync(cedula, Pension)))
        {
            Assert.True(clock.Elapsed < limit, $"the decision from before the death was given {clock.Elapsed.TotalMilliseconds:0} ms after it");
            await Task.Delay(1);
        }
    }

    private static bool IsDead(EligibilityDecision decision) => decision.Criteria.Any(c => c is { CriterionCode: "alive", Outcome: CriterionOutcome.NotMet });

    private static async Task IsKeptAsync(HubCaller hub, string cedula)
    {
        var until = DateTime.UtcNow.AddSeconds(20);
        EligibilityDecision decision;
        do
        {
            Assert.True(DateTime.UtcNow < until, "a decision was not kept within 20 s");
            decision = await hub.CheckAsync(cedula, Pension);
            Assert.False(IsDead(decision));
        }
        while (!decision.Provenance.FromCache);
    }

    private async Task<HubCaller> StartAsync(string name)
    {
        var hub = Daemon.Start(
            _folder, Repository.Hub,
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0",
            "--Hub:Tls:Authority=certs/dev/ca.pem", "--Hub:Tls:Certificate=certs/dev/hub.pem", "--Hub:Tls:Key=certs/dev/hub.key",
            $"--Hub:Agreements:Directory={Path.Combine(Path.GetDirectoryName(Repository.Sandbox)!, "Trust")}",
            $"--Hub:Audit:Database={name}/exchanges.db", $"--Hub:Audit:Keys={name}",
            // one registry: hubs that share Redis share what they know of changes, too
            $"--Hub:Fips:Database={_postgres.ConnectionString}", $"--Hub:Logs:Directory={name}/logs",
            $"--Hub:Network:Database={name}/services.db", $"--Hub:Monitoring:Database={name}/traffic.db",
            $"--Hub:Referrals:Database={name}/referrals.db",
            "--Hub:Cache:Keys=cache-keys", $"--Hub:Cache:Redis={_redis.ConnectionString}",
            "--Hub:Sources:0:Institution=mds", $"--Hub:Sources:0:Address=https://localhost:{_adapterPort}");
        if (name == "a")
            _a = hub;
        else
            _b = hub;
        var port = (await hub.PrintsAsync(@"https://127\.0\.0\.1:(\d+)")).Groups[1].Value;
        return new HubCaller(new Uri($"https://localhost:{port}"), Path.Combine(_folder, "certs", "dev"), "mds");
    }

    private async Task<List<(long, string)>> AliveAsync()
    {
        await using var connection = new SqliteConnection(Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id_persona, numero_cedula FROM persona WHERE numero_cedula GLOB '910[0-9][0-9][0-9][0-9][0-9]' AND fecha_certificado_defuncion IS NULL "
            + "GROUP BY numero_cedula HAVING count(*) = 1 ORDER BY id_persona LIMIT 40";
        await using var reader = await command.ExecuteReaderAsync();
        var people = new List<(long, string)>();
        while (await reader.ReadAsync())
            people.Add((reader.GetInt64(0), reader.GetString(1)));
        return people;
    }

    // as the ministry's own programs write it
    private async Task RegisterDeathAsync(long key)
    {
        var now = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(-3));
        await using var connection = new SqliteConnection(Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE persona SET certificado_defuncion = 'RC-1', fecha_certificado_defuncion = @day, es_cer_defuncion_anulado = 0, "
            + "fecha_ultima_modificacion = @now WHERE id_persona = @key";
        command.Parameters.AddWithValue("@day", now.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("@now", now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("@key", key);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
