namespace Vamos.EndToEnd.Tests.Running;

using System.Diagnostics;

/// <summary>A program that ran to its end.</summary>
public sealed record Finished(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program; it is killed, and the test fails, when it takes longer than a minute.</summary>
    public static async Task<Finished> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within a minute");
        }

        return new Finished(process.ExitCode, await output, await error);
    }
}
