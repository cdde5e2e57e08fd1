namespace Vamos.Certificates.Tests;

using System.Diagnostics;
using static EnsureTests;

/// <summary>Several writers who want the same folder in order.</summary>
public sealed class EnsureTogetherTests
{
    [Fact]
    public void Ensure_while_another_holds_the_folder_waits_until_cancelled()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        using var held = new FileStream(folder.File(".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() =>
            folder.Certificates.Ensure(Institutions, Validity, RenewWithin, cancellationToken: limit.Token));
    }

    [Fact]
    public async Task Ensure_from_many_tasks_at_once_leaves_one_set()
    {
        using var folder = new TemporaryFolder();
        using var start = new Barrier(8);
        var racing = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(10));
                return Ensure(folder);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        var changes = await Task.WhenAll(racing).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["ca", "hub", "mds", "mtess"], changes.SelectMany(some => some).Select(change => change.Institution).Order());
        Usable(folder);
    }

    [Fact]
    public async Task Ensure_from_several_processes_at_once_leaves_one_set()
    {
        using var folder = new TemporaryFolder();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EnsureElsewhereAsync(folder, limit.Token)));
        Assert.Equal(4, counts.Sum());
        Assert.Empty(Ensure(folder));
        Usable(folder);
    }

    private static async Task<int> EnsureElsewhereAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        string[] arguments = ["exec", typeof(Program).Assembly.Location, folder.Path, .. Institutions];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            Assert.Equal(0, process.ExitCode);
            return int.Parse(output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
