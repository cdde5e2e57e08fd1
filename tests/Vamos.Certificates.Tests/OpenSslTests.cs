namespace Vamos.Certificates.Tests;

using System.ComponentModel;
using System.Diagnostics;

/// <summary>The judgement of an implementation that is not ours.</summary>
public sealed class OpenSslTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OpenSslTests()
    {
        _folder.Certificates.CreateAuthority("Vamos test", 10 * TemporaryFolder.Year);
        _folder.Certificates.Issue("mds", ["mds.example.org", "127.0.0.1", "::1"], TemporaryFolder.Year);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sslserver")]
    [InlineData("sslclient")]
    public async Task Verify_strictly_for_either_use_passes(string purpose)
    {
        var output = await OpenSslAsync("verify", "-x509_strict", "-purpose", purpose, "-CAfile", _folder.File("ca.pem"), _folder.File("mds.pem"));
        Assert.EndsWith("mds.pem: OK", output.Trim());
    }

    [Fact]
    public async Task Verify_renewed_authority_and_certificate_passes()
    {
        _folder.Certificates.RenewAuthority(20 * TemporaryFolder.Year);
        _folder.Certificates.Renew("mds", 11 * TemporaryFolder.Year, newKey: true);
        Assert.Contains("OK", await OpenSslAsync("verify", "-x509_strict", "-CAfile", _folder.File("ca.pem"), _folder.File("mds.pem")));
    }

    [Fact]
    public async Task Text_of_a_certificate_shows_what_it_should()
    {
        var text = await OpenSslAsync("x509", "-noout", "-text", "-nameopt", "RFC2253", "-in", _folder.File("mds.pem"));
        Assert.All(
            [
                "Subject: CN=mds,O=Vamos test",
                "Issuer: CN=Vamos test CA,O=Vamos test",
                "DNS:mds.example.org, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, URI:urn:vamos:institution:mds",
                "TLS Web Server Authentication, TLS Web Client Authentication",
                "Key Usage: critical\n                Digital Signature\n",
                "Basic Constraints: critical\n                CA:FALSE\n",
                "X509v3 Subject Key Identifier",
                "X509v3 Authority Key Identifier",
                "ecdsa-with-SHA256",
                "NIST CURVE: P-256",
            ],
            part => Assert.Contains(part, text));
    }

    [Fact]
    public async Task Text_of_the_authority_shows_what_it_should()
    {
        var text = await OpenSslAsync("x509", "-noout", "-text", "-nameopt", "RFC2253", "-in", _folder.File("ca.pem"));
        Assert.All(["CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign", "X509v3 Subject Key Identifier"], part => Assert.Contains(part, text));
    }

    [Fact]
    public async Task Key_file_is_consistent() =>
        Assert.Contains("Key is valid", await OpenSslAsync("pkey", "-check", "-noout", "-in", _folder.File("mds.key")));

    [Fact]
    public async Task Verify_with_the_revocation_list_refuses_the_revoked_and_passes_the_rest()
    {
        _folder.Certificates.Issue("utgs", [], TemporaryFolder.Year);
        _folder.Certificates.Revoke("utgs", TimeSpan.FromDays(30));
        string[] check = ["verify", "-x509_strict", "-crl_check", "-CAfile", _folder.File("ca.pem"), "-CRLfile", _folder.File("ca.crl")];

        Assert.Contains("OK", await OpenSslAsync([.. check, _folder.File("mds.pem")]));
        Assert.Contains("certificate revoked", (await Assert.ThrowsAnyAsync<Exception>(() => OpenSslAsync([.. check, _folder.File("utgs.pem")]))).Message);
        Assert.Contains("CRL Number: \n                1\n", await OpenSslAsync("crl", "-noout", "-text", "-in", _folder.File("ca.crl")));
    }

    [Fact]
    public async Task List_in_der_counts_like_one_in_pem()
    {
        _folder.Certificates.Revoke("mds", TimeSpan.FromDays(30));
        await OpenSslAsync("crl", "-in", _folder.File("ca.crl"), "-outform", "DER", "-out", _folder.File("der.crl"));

        var refusal = Assert.Throws<CertificateException>(
            () => TlsIdentitySource.Open(_folder.File("ca.pem"), _folder.File("mds.pem"), _folder.File("mds.key"), _folder.File("der.crl")));

        Assert.Contains("was revoked on", refusal.Message);
    }

    private static async Task<string> OpenSslAsync(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"openssl {string.Join(' ', arguments)}: {await output}{await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("These tests ask openssl for its judgement: install the package openssl (Debian: apt-get install openssl).");
        }
    }
}
