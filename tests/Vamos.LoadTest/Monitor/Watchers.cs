namespace Vamos.LoadTest.Monitor;

using System.Diagnostics;
using System.Globalization;

/// <summary>Those who watch, for as long as this lives.</summary>
internal sealed class Watchers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private Watchers(Process process) => _process = process;

    public static async Task<Watchers> StartAsync(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Program(), "watchers", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return said == WatchersCommand.Watching ? new Watchers(process) : throw new InvalidOperationException($"the watchers do not watch: {said}");
    }

    /// <summary>Ends the watching; how many exchanges were told to all together.</summary>
    public async Task<long> EndAsync()
    {
        _process.StandardInput.Close();
        var said = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return long.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    // started by dotnet, the program is an argument of it
    private static string[] Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "Vamos.LoadTest.dll")] : [];
}
