namespace Vamos.Adapters.Tests.Certification;

using System.Diagnostics;
using System.Xml.Linq;
using Vamos.Certificates;

/// <summary>An adapter that shares no code with this repository but protos/, in a process of its own, certified by the real program.</summary>
public sealed class PythonSampleTests : IDisposable
{
    private static readonly string Sample = Path.Combine(SourceTree.Root, "samples", "adapter-python");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-python-");

    [Fact]
    public async Task Python_adapter_passes_every_check()
    {
        CertificateFolder.Open(_folder.FullName, TimeProvider.System)
            .Ensure(["hub", "utgs", "municipio-ejemplo"], TimeSpan.FromDays(30), TimeSpan.FromDays(3));
        var data = Path.Combine(_folder.FullName, "pupils.csv");
        File.Copy(Path.Combine(Sample, "pupils.csv"), data);
        using var adapter = Start("/usr/bin/python3", "", Path.Combine(Sample, "adapter.py"), "--certs", _folder.FullName, "--port", "0", "--data", data);
        var said = adapter.StandardError.ReadToEndAsync();
        try
        {
            var listening = await adapter.StandardOutput.ReadLineAsync().WaitAsync(Limit);
            if (listening is null)
                Assert.Fail(await said);

            var (exitCode, output) = await CertifyAsync(listening!.Split(':')[^1], data);

            Assert.True(exitCode == 0, output);
            Assert.EndsWith("PASSED: municipio-ejemplo (1.0, vamos.adapter.v1): 32 passed, 0 failed, 1 skipped", output.TrimEnd(), StringComparison.Ordinal);
            Assert.Equal("0", XDocument.Load(Path.Combine(_folder.FullName, "report.xml")).Root!.Attribute("failures")!.Value);
        }
        finally
        {
            adapter.Kill(entireProcessTree: true);
            await adapter.WaitForExitAsync();
        }

        // TLS handshakes that it refused are all that it complains about.
        Assert.DoesNotContain("Traceback", await said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> CertifyAsync(string port, string data)
    {
        using var certify = Start(
            "dotnet", data, Path.Combine(AppContext.BaseDirectory, "vamos-adapter.dll"), "certify", $"https://localhost:{port}",
            "--certs", _folder.FullName, "--expect", Path.Combine(Sample, "expectations.yaml"),
            "--junit", Path.Combine(_folder.FullName, "report.xml"), "--load-seconds", "1");
        var streams = Task.WhenAll(certify.StandardOutput.ReadToEndAsync(), certify.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await certify.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            certify.Kill(entireProcessTree: true);
        }

        return (certify.ExitCode, string.Concat(await streams));
    }

    private static Process Start(string program, string data, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What the sample's command for changes works on.
        start.Environment["PUPILS"] = data;
        return Process.Start(start)!;
    }
}
