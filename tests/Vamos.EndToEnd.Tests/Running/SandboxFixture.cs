namespace Vamos.EndToEnd.Tests.Running;

/// <summary>One sandbox for all tests that only ask it: the real program in a folder of its own, on free ports.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private Daemon? _sandbox;

    public string Folder { get; } = Directory.CreateTempSubdirectory("vamos-sandbox-").FullName;

    /// <summary>Where the hub listens. Example: <c>localhost:41234</c>.</summary>
    public string Hub { get; private set; } = "";

    public string Operations { get; private set; } = "";

    public string Certificates => Path.Combine(Folder, "certs", "dev");

    public string Printed => _sandbox!.Printed;

    public async Task InitializeAsync()
    {
        _sandbox = Daemon.Start(Folder, Repository.Sandbox, "--hub-port", "0", "--operations-port", "0", "--adapter-port", "0", "--control-port", "0", "--people", "2000");
        await _sandbox.PrintsAsync("^Sandbox ready$");
        Hub = (await _sandbox.PrintsAsync(@"hub +https://(localhost:\d+)/")).Groups[1].Value;
        Operations = (await _sandbox.PrintsAsync(@"(http://127\.0\.0\.1:\d+)/health/ready")).Groups[1].Value;
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(0, await _sandbox!.StopAsync("INT"));
        await _sandbox.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs <c>vamos</c> from the sandbox's folder.</summary>
    public Task<Finished> VamosAsync(params string[] arguments) =>
        Finished.RunAsync(Folder, "dotnet", [Repository.Cli, .. arguments, "--hub", $"https://{Hub}"]);
}

[CollectionDefinition(Name)]
public sealed class SharedSandbox : ICollectionFixture<SandboxFixture>
{
    public const string Name = "sandbox";
}
