namespace Vamos.EndToEnd.Tests.Running;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

/// <summary>A program that runs until it is told to stop, and what it printed so far.</summary>
public sealed class Daemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private Daemon(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Printed => string.Join(Environment.NewLine, _lines);

    public static Daemon Start(string folder, string program, params string[] arguments) => new(Process.Start(
        new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!);

    /// <summary>Waits until the program prints something that matches.</summary>
    public async Task<Match> PrintsAsync(string pattern)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            if (_lines.Select(line => Regex.Match(line, pattern)).FirstOrDefault(m => m.Success) is { } match)
                return match;
            Assert.False(_process.HasExited, $"the program ended before it printed '{pattern}':\n{Printed}");
            Assert.True(DateTime.UtcNow < until, $"the program did not print '{pattern}' within {Patience}:\n{Printed}");
            await Task.Delay(20);
        }
    }

    /// <summary>Stops the program as an operator does, and gives its exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        await Finished.RunAsync("/", "kill", $"-{signal}", $"{_process.Id}");
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends the program without any warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
