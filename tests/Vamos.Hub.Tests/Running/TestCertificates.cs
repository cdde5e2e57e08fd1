namespace Vamos.Hub.Tests.Running;

using Vamos.Certificates;

/// <summary>One authority and a certificate for each institution, in a folder of the test run.</summary>
public static class TestCertificates
{
    private static readonly string[] Institutions = ["hub", "mds", "mtess", "mspbs", "utgs", "minna", "siis", "indi"];

    private static readonly Lazy<string> Made = new(() => Make("vamos-hub-tests"));
    private static readonly Lazy<string> Foreign = new(() => Make("vamos-hub-tests-foreign"));

    public static string Folder => Made.Value;

    public static TlsIdentity Of(string institution) => Load(Folder, institution);

    /// <summary>An identity of the same name by an authority that the hub does not trust.</summary>
    public static TlsIdentity OfForeignAuthority(string institution) => Load(Foreign.Value, institution);

    public static string File(string name) => Path.Combine(Folder, name);

    private static TlsIdentity Load(string folder, string institution) =>
        TlsIdentity.Load(Path.Combine(folder, "ca.pem"), Path.Combine(folder, institution + ".pem"), Path.Combine(folder, institution + ".key"));

    private static string Make(string name)
    {
        var folder = Directory.CreateTempSubdirectory(name).FullName;
        CertificateFolder.Open(folder, TimeProvider.System).Ensure(Institutions, TimeSpan.FromDays(1), TimeSpan.FromHours(1));
        return folder;
    }
}
