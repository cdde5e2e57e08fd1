namespace Vamos.Clients.Tests.ScriptedHub;

using Vamos.Certificates;

/// <summary>A folder with an authority of its own and certificates for a hub and its callers; gone with the test.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vamos-clients-");

    public TestCertificates()
    {
        Folder = CertificateFolder.Open(_directory.FullName, TimeProvider.System);
        Folder.Ensure(["hub", "utgs", "mds"], TimeSpan.FromDays(2), TimeSpan.FromDays(1));
    }

    public CertificateFolder Folder { get; }

    public string Path => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
