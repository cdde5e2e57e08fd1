namespace Vamos.Certificates.Tests;

using System.Runtime.Versioning;
using System.Security.Cryptography;

[UnsupportedOSPlatform("windows")]
public sealed class FilesOnDiskTests : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public FilesOnDiskTests() => _folder.Certificates.Ensure(["hub", "mds"], TimeSpan.FromDays(90), TimeSpan.FromDays(30));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_closed_to_others_and_keys_to_all_but_their_owner()
    {
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
        Check();
    }

    [Fact]
    public void Files_renewed_over_lax_ones_are_closed_again()
    {
        foreach (var path in Directory.GetFiles(_folder.Path))
            File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.SetUnixFileMode(_folder.File(".lock"), OwnerOnly);
        File.SetUnixFileMode(_folder.File("ca.key"), OwnerOnly);
        _folder.Certificates.RenewAuthority(TemporaryFolder.Year);
        _folder.Certificates.Renew("hub", TimeSpan.FromDays(90), newKey: true);
        _folder.Certificates.Renew("mds", TimeSpan.FromDays(90), newKey: true);
        Check();
    }

    [Fact]
    public void Files_are_pem_and_the_keys_pkcs8()
    {
        var contents = _folder.Contents();
        Assert.Equal([".lock", "ca.key", "ca.pem", "hub.key", "hub.pem", "mds.key", "mds.pem"], contents.Keys.Order(StringComparer.Ordinal));
        Assert.All(contents.Where(file => file.Key.EndsWith(".key", StringComparison.Ordinal)), file =>
        {
            Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", file.Value);
            Assert.EndsWith("-----END PRIVATE KEY-----\n", file.Value);
            using var key = ECDsa.Create();
            key.ImportFromPem(file.Value);
            Assert.Equal(256, key.KeySize);
        });
    }

    private void Check()
    {
        foreach (var path in Directory.GetFiles(_folder.Path))
        {
            var mode = File.GetUnixFileMode(path);
            Assert.True((mode & Others) == UnixFileMode.None, $"{path}: {mode}");
            if (path.EndsWith(".key", StringComparison.Ordinal))
                Assert.Equal(OwnerOnly, mode);
        }
    }
}
