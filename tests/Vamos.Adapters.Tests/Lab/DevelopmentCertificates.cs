namespace Vamos.Adapters.Tests.Lab;

using Vamos.Certificates;

/// <summary>Certificates of a few institutions, made once for all tests.</summary>
public static class DevelopmentCertificates
{
    private static readonly Lazy<CertificateFolder> Made = new(Make);

    public static CertificateFolder Folder => Made.Value;

    private static CertificateFolder Make()
    {
        var path = Directory.CreateTempSubdirectory("vamos-certs-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, recursive: true);
        var folder = CertificateFolder.Open(path, TimeProvider.System);
        folder.Ensure(["hub", "mds", "mtess", "mspbs", "utgs"], TimeSpan.FromDays(30), TimeSpan.FromDays(3));
        return folder;
    }
}
