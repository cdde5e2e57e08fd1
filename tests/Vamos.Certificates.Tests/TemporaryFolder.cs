namespace Vamos.Certificates.Tests;

/// <summary>A certificate folder that vanishes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public TemporaryFolder(TimeProvider? time = null)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "vamos-certificates-" + Guid.NewGuid().ToString("N"));
        Certificates = CertificateFolder.Open(Path, time ?? TimeProvider.System);
    }

    public string Path { get; }

    public CertificateFolder Certificates { get; }

    /// <summary>A folder with an authority and these institutions, all of them on this machine.</summary>
    public static TemporaryFolder With(params string[] institutions) => With(TimeProvider.System, institutions);

    public static TemporaryFolder With(TimeProvider time, params string[] institutions)
    {
        var folder = new TemporaryFolder(time);
        // Old enough for tests that issue in the past.
        var past = new SettableTime { Now = time.GetUtcNow().AddDays(-500) };
        CertificateFolder.Open(folder.Path, past).CreateAuthority("Vamos test", 10 * Year);
        foreach (var institution in institutions)
            folder.Certificates.Issue(institution, ["localhost", "127.0.0.1"], Year);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public IReadOnlyDictionary<string, string> Contents() =>
        Directory.GetFiles(Path).ToDictionary(path => System.IO.Path.GetFileName(path), System.IO.File.ReadAllText);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
