namespace Vamos.Certificates.Tests;

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

public sealed class TlsIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.With("hub", "mds");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_what_belongs_together_gives_the_identity()
    {
        using var identity = Load();
        Assert.Equal("mds", identity.Institution);
        Assert.True(identity.Certificate.HasPrivateKey);
        Assert.Single(identity.Authorities);
    }

    [Fact]
    public void Load_nothing_there_names_every_file_and_what_to_run() =>
        Refused(
            () => TlsIdentity.Load("/nowhere/ca.pem", "/nowhere/x.pem", "/nowhere/x.key"),
            "/nowhere/ca.pem", "/nowhere/x.pem", "/nowhere/x.key", "vamos certs init");

    [Theory]
    [InlineData("ca.pem")]
    [InlineData("mds.pem")]
    [InlineData("mds.key")]
    public void Load_one_file_missing_names_it(string name)
    {
        File.Delete(_folder.File(name));
        Refused(() => Load(), name, "does not exist", "vamos certs init");
    }

    [Theory]
    [InlineData("ca.pem", "no readable certificate")]
    [InlineData("mds.pem", "no readable certificate")]
    [InlineData("mds.key", "no readable private key")]
    public void Load_one_file_damaged_names_it(string name, string complaint)
    {
        var original = File.ReadAllText(_folder.File(name));
        // No PEM, nothing, cut off, letters exchanged within.
        foreach (var damaged in new[] { "nonsense", "", original[..(original.Length / 2)], original.Replace("M", "N", StringComparison.Ordinal) })
        {
            File.WriteAllText(_folder.File(name), damaged);
            Refused(() => Load(), name, complaint);
        }
    }

    [Fact]
    public void Load_key_of_another_certificate_names_both_files()
    {
        Refused(
            () => TlsIdentity.Load(_folder.File("ca.pem"), _folder.File("mds.pem"), _folder.File("hub.key")),
            "hub.key is not the private key of",
            "mds.pem");
        using var rsa = RSA.Create(2048);
        File.WriteAllText(_folder.File("mds.key"), rsa.ExportPkcs8PrivateKeyPem());
        Refused(() => Load(), "mds.key is not the private key of", "mds.pem");
    }

    [Fact]
    public void Load_encrypted_key_says_so()
    {
        using var key = OddCertificates.NewKey();
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        File.WriteAllText(_folder.File("mds.key"), key.ExportEncryptedPkcs8PrivateKeyPem("secret", encryption));
        Refused(() => Load(), "mds.key", "encrypted");
    }

    [Fact]
    public void Load_authority_file_without_authority_says_so() =>
        Refused(() => TlsIdentity.Load(_folder.File("hub.pem"), _folder.File("mds.pem"), _folder.File("mds.key")), "hub.pem", "no authority");

    [Fact]
    public void Load_authority_file_of_another_federation_names_both_files()
    {
        using var other = TemporaryFolder.With();
        Refused(
            () => TlsIdentity.Load(other.File("ca.pem"), _folder.File("mds.pem"), _folder.File("mds.key")),
            "mds.pem",
            other.File("ca.pem"),
            "not issued by");
    }

    [Fact]
    public void Load_expired_or_not_yet_valid_says_so_by_the_given_clock()
    {
        var time = new SettableTime { Now = DateTimeOffset.UtcNow.AddDays(366) };
        Refused(() => CertificateFolder.Open(_folder.Path, time).LoadIdentity("mds"), "mds.pem", "expired on", "vamos certs renew");
        time.Now = DateTimeOffset.UtcNow.AddDays(-1);
        Refused(() => CertificateFolder.Open(_folder.Path, time).LoadIdentity("mds"), "mds.pem", "is not valid before");
    }

    [Fact]
    public void Load_several_things_wrong_says_all()
    {
        File.Delete(_folder.File("mds.key"));
        File.WriteAllText(_folder.File("ca.pem"), "");
        Refused(() => Load(), "mds.key", "ca.pem");
    }

    [Fact]
    public void Load_certificate_of_two_institutions_is_refused()
    {
        using var key = OddCertificates.NewKey();
        Refused(
            () => OddCertificates.Identity(_folder, key, Use.Client, "urn:vamos:institution:hub", "urn:vamos:institution:mds"),
            "odd.pem",
            "which institution");
    }

    [Fact]
    public void Load_certificate_that_names_no_institution_has_none()
    {
        using var key = OddCertificates.NewKey();
        using var identity = OddCertificates.Identity(_folder, key, Use.Client);
        Assert.Equal("", identity.Institution);
    }

    [Fact]
    public void Load_several_authorities_trusts_all()
    {
        using var other = TemporaryFolder.With("mtess");
        File.AppendAllText(_folder.File("ca.pem"), File.ReadAllText(other.File("ca.pem")));
        using var identity = Load();
        using var stranger = X509CertificateLoader.LoadCertificateFromFile(other.File("mtess.pem"));
        Assert.True(identity.TrustsPeer(stranger, null, SslPolicyErrors.RemoteCertificateChainErrors, PeerRole.Client, out var reason), reason);
    }

    [Fact]
    public void TrustsPeer_certificate_of_two_institutions_is_refused()
    {
        using var identity = Load();
        using var key = OddCertificates.NewKey();
        OddCertificates.Write(_folder, key, Use.Client, "urn:vamos:institution:hub", "urn:vamos:institution:mds");
        using var odd = X509CertificateLoader.LoadCertificateFromFile(_folder.File("odd.pem"));
        Assert.False(identity.TrustsPeer(odd, null, SslPolicyErrors.None, PeerRole.Client, out var reason));
        Assert.Contains("which institution", reason);
    }

    [Fact]
    public void TrustsPeer_the_authority_s_own_certificate_is_refused()
    {
        using var identity = Load();
        Assert.False(identity.TrustsPeer(identity.Authorities[0], null, SslPolicyErrors.None, PeerRole.Client, out var reason));
        Assert.Contains("authority's own", reason);
    }

    [Fact]
    public void TrustsPeer_outside_authority_with_intermediate_and_rsa_trusts_the_chain_and_reads_the_institution()
    {
        using var outside = OutsideAuthority.Create(_folder, "mspbs");
        using var identity = TlsIdentity.Load(outside.RootPath, outside.CertificatePath, outside.KeyPath);
        Assert.Equal("mspbs", identity.Institution);
        Assert.Single(identity.ServerContext.IntermediateCertificates);
        using var alone = X509CertificateLoader.LoadCertificate(identity.Certificate.RawData);
        Assert.False(identity.TrustsPeer(alone, null, SslPolicyErrors.None, PeerRole.Client, out _));
    }

    [Fact]
    public async Task Handshake_with_outside_authority_sends_the_intermediate()
    {
        using var outside = OutsideAuthority.Create(_folder, "mspbs");
        using var server = TlsIdentity.Load(outside.RootPath, outside.CertificatePath, outside.KeyPath);
        using var client = TlsIdentity.Load(outside.RootPath, outside.CertificatePath, outside.KeyPath);
        var handshake = await Handshake.RunAsync(server.ServerOptions(), client.ClientOptions("mspbs"));
        Assert.True(handshake.Succeeded, handshake.ToString());
        Assert.Equal("mspbs", handshake.SeenByServer);
    }

    private TlsIdentity Load() => TlsIdentity.Load(_folder.File("ca.pem"), _folder.File("mds.pem"), _folder.File("mds.key"));

    private static void Refused(Func<IDisposable> load, params string[] parts) => CertificateFolderTests.Refused(() => load().Dispose(), parts);
}
