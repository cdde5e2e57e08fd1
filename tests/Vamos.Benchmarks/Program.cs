using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Vamos.Benchmarks;

// In this process: the projects' build settings are not made for the ones that BenchmarkDotNet writes.
var smoke = args.Contains("--smoke");
var job = (smoke ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "vamos-benchmarks"))
    .WithOptions(ConfigOptions.JoinSummary);
string[] rest = [.. args.Where(arg => arg != "--smoke")];
var summaries = BenchmarkSwitcher.FromAssembly(typeof(RuleBenchmarks).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, config).ToList();
return summaries.Count != 0 && summaries.All(summary => summary.Reports.Length != 0 && summary.Reports.All(report => report.Success)) ? 0 : 1;
