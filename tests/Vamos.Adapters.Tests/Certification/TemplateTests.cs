namespace Vamos.Adapters.Tests.Certification;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Vamos.Certificates;
using Xunit.Abstractions;

/// <summary>The template as a newcomer uses it: installed, created, built, run as a process, certified by the real program.</summary>
public sealed class TemplateTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // What this test was built in, so that nothing of the repository is built again.
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-template-");

    private string Hive => Path.Combine(_folder.FullName, "hive");

    private string Project => Path.Combine(_folder.FullName, "EscuelasAdapter");

    [Fact]
    public async Task Adapter_made_from_the_template_is_built_runs_and_passes_every_check()
    {
        var template = Path.Combine(SourceTree.Root, "templates", "vamos-adapter");
        await SucceedsAsync("new", "install", template, "--debug:custom-hive", Hive);
        await SucceedsAsync("new", "vamos-adapter", "--output", Project, "--institution", "mec", "--hub", SourceTree.Root, "--debug:custom-hive", Hive);
        await AddExamplesOfTheGuideAsync();
        var built = await SucceedsAsync(
            "build", Project, "--configuration", Configuration, "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false", "-nodeReuse:false");
        Assert.Contains("0 Warning(s)", built, StringComparison.Ordinal);
        CertificateFolder.Open(Path.Combine(Project, "certs"), TimeProvider.System).Ensure(["hub", "utgs", "mec"], TimeSpan.FromDays(30), TimeSpan.FromDays(3));

        var lines = new ConcurrentQueue<string>();
        var program = Path.Combine(Project, "bin", Configuration, "net10.0", "EscuelasAdapter.dll");
        using var adapter = Start(lines, program, "--config", "adapter.json", "--Adapter:Port=0", "--Adapter:OperationsPort=0");
        try
        {
            var report = await SucceedsAsync(
                Path.Combine(AppContext.BaseDirectory, "vamos-adapter.dll"), "certify", $"https://localhost:{await PortAsync(adapter, lines)}",
                "--certs", "certs", "--expect", "expectations.yaml", "--junit", "report.xml", "--load-seconds", "1");
            output.WriteLine(report);
            Assert.EndsWith("PASSED: mec (1.0.0, vamos.adapter.v1): 32 passed, 0 failed, 1 skipped", report.TrimEnd(), StringComparison.Ordinal);
            Assert.Equal("0", XDocument.Load(Path.Combine(Project, "report.xml")).Root!.Attribute("failures")!.Value);
        }
        finally
        {
            adapter.Kill(entireProcessTree: true);
            await adapter.WaitForExitAsync();
        }

        // The line of the example that cannot be read was set aside, and the log names it without a value.
        Assert.Contains(lines, line => line.Contains("line 6", StringComparison.Ordinal) && line.Contains("anio", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("98000004", StringComparison.Ordinal) || line.Contains("20XX", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // So that an institution that copies them gets what builds. What they need of the kit is thereby seen to be public.
    private async Task AddExamplesOfTheGuideAsync()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "write-an-adapter.md"));
        var examples = guide.Split("```csharp\n").Skip(1).Select(rest => rest.Split("\n```")[0]).ToList();
        Assert.Equal(3, examples.Count);
        foreach (var (example, number) in examples.Select((example, i) => (example, i + 1)))
        {
            // The example of a whole program becomes a method beside the template's.
            var program = example.IndexOf("return await", StringComparison.Ordinal);
            var text = example.StartsWith("namespace", StringComparison.Ordinal)
                ? example
                : $"{example[..program]}static class Guide {{ static async Task<int> RunAsync(string[] args) {{ {example[program..]} }} }}";
            await File.WriteAllTextAsync(Path.Combine(Project, $"Guide{number}.cs"), text);
        }
    }

    private static async Task<string> PortAsync(Process adapter, ConcurrentQueue<string> lines)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (lines.Select(line => Regex.Match(line, @"takes calls of hub on port (\d+)")).FirstOrDefault(match => match.Success) is { } listening)
                return listening.Groups[1].Value;
            Assert.False(adapter.HasExited || clock.Elapsed > Limit, $"The adapter does not listen:\n{string.Join('\n', lines)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Runs <c>dotnet</c> to its end, which must be a good one.</summary>
    /// <returns>What it printed.</returns>
    private async Task<string> SucceedsAsync(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var lines = new ConcurrentQueue<string>();
        using var process = Start(lines, arguments);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        output.WriteLine($"dotnet {arguments[0]} {arguments[1]}: {clock.Elapsed.TotalSeconds:0.0} s");
        var printed = string.Join('\n', lines);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{printed}");
        return printed;
    }

    private Process Start(ConcurrentQueue<string> lines, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Directory.Exists(Project) ? Project : _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        // What runs these tests may have set these for itself.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Keep(string? line)
        {
            if (line is not null)
                lines.Enqueue(line);
        }
    }
}
