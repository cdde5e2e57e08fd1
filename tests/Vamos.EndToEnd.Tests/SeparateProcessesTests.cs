namespace Vamos.EndToEnd.Tests;

using System.Text.Json;
using Vamos.EndToEnd.Tests.Running;

/// <summary>Hub and adapter as they run in production: a process each, configured by files, stopped by signals and by force.</summary>
public sealed class SeparateProcessesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-processes-").FullName;
    private Daemon _adapter = null!;
    private Daemon _hub = null!;
    private string _hubAddress = "";
    private int _adapterPort;

    public async Task InitializeAsync()
    {
        // the sandbox makes certificates and the legacy database, then makes room
        await using (var sandbox = Daemon.Start(
            _folder, Repository.Sandbox, "--hub-port", "0", "--operations-port", "0", "--adapter-port", "0", "--control-port", "0", "--people", "500"))
        {
            await sandbox.PrintsAsync("^Sandbox ready$");
            Assert.Equal(0, await sandbox.StopAsync());
        }

        var adapterPort = await StartAdapterAsync(0);
        _hub = Daemon.Start(
            _folder, Repository.Hub,
            "--Hub:Exchange:Address=127.0.0.1", "--Hub:Exchange:Port=0", "--Hub:Operations:Port=0",
            "--Hub:Tls:Authority=certs/dev/ca.pem", "--Hub:Tls:Certificate=certs/dev/hub.pem", "--Hub:Tls:Key=certs/dev/hub.key",
            $"--Hub:Agreements:Directory={Path.Combine(Path.GetDirectoryName(Repository.Sandbox)!, "Trust")}",
            "--Hub:Sources:0:Institution=mds", $"--Hub:Sources:0:Address=https://localhost:{adapterPort}");
        _hubAddress = $"https://localhost:{(await _hub.PrintsAsync(@"https://127\.0\.0\.1:(\d+)")).Groups[1].Value}";
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _adapter.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Lookup_crosses_two_processes_survives_the_adapters_death_and_its_return()
    {
        var before = await GetAsync("99000004");
        Assert.True(before.ExitCode == 0, before.Error);
        Assert.Equal("SOURCE_STATE_OK", State(before));

        await _adapter.KillAsync();
        var without = await GetAsync("99000004");
        Assert.Equal(4, without.ExitCode);
        Assert.Equal("SOURCE_STATE_UNAVAILABLE", State(without));

        await StartAdapterAsync(_adapterPort);
        var until = DateTime.UtcNow.AddSeconds(20);
        Finished after;
        do
        {
            Assert.True(DateTime.UtcNow < until, "the adapter that came back was not used within 20 s");
            after = await GetAsync("99000004");
        }
        while (State(after) != "SOURCE_STATE_OK");
        Assert.Equal(0, after.ExitCode);
    }

    [Fact]
    public async Task Hub_stops_in_order_when_it_is_told_to() => Assert.Equal(0, await _hub.StopAsync());

    [Fact]
    public async Task Hub_with_a_bad_configuration_lists_every_error_and_does_not_start()
    {
        var ended = await Finished.RunAsync(_folder, "dotnet", Repository.Hub, "--Hub:Exchange:Port=x", "--Hub:Sources:0:Address=ftp://a");

        Assert.Equal(78, ended.ExitCode);
        foreach (var key in new[] { "Hub:Exchange:Port", "Hub:Tls:Authority", "Hub:Tls:Certificate", "Hub:Tls:Key", "Hub:Agreements:Directory", "Hub:Sources:0:Institution", "Hub:Sources:0:Address" })
            Assert.Contains(key, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Vamos", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hub")]
    [InlineData("Adapter")]
    [InlineData("Sandbox")]
    [InlineData("Cli")]
    public async Task Program_asked_for_help_explains_itself(string program)
    {
        var path = program switch { "Hub" => Repository.Hub, "Adapter" => Repository.Adapter, "Sandbox" => Repository.Sandbox, _ => Repository.Cli };

        var ended = await Finished.RunAsync(_folder, "dotnet", path, "--help");

        Assert.Equal(0, ended.ExitCode);
        Assert.True(ended.Output.Split('\n').Length > 8, ended.Output);
    }

    private async Task<int> StartAdapterAsync(int port)
    {
        var configuration = new
        {
            Adapter = new
            {
                Institution = "mds",
                Address = "127.0.0.1",
                Port = port,
                OperationsPort = 0,
                Tls = new { Authority = "certs/dev/ca.pem", Certificate = "certs/dev/mds.pem", Key = "certs/dev/mds.key" },
            },
            Mds = new { Provider = "sqlite", ConnectionString = "Data Source=.sandbox/mds.db" },
        };
        await File.WriteAllTextAsync(Path.Combine(_folder, "mds.json"), JsonSerializer.Serialize(configuration));
        _adapter = Daemon.Start(_folder, Repository.Adapter, "--adapter", "mds", "--config", "mds.json");
        _adapterPort = int.Parse((await _adapter.PrintsAsync(@"takes calls of hub on port (\d+)")).Groups[1].Value);
        return _adapterPort;
    }

    private Task<Finished> GetAsync(string number) =>
        Finished.RunAsync(_folder, "dotnet", Repository.Cli, "beneficiary", "get", number, "--as", "utgs", "--json", "--max-age", "0", "--hub", _hubAddress);

    private static string? State(Finished ended) => JsonDocument.Parse(ended.Output).RootElement
        .GetProperty("beneficiary").GetProperty("sources")[0].GetProperty("state").GetString();
}
