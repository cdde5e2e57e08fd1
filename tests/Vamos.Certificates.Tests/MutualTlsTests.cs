namespace Vamos.Certificates.Tests;

using System.Net.Security;
using System.Security.Authentication;

public sealed class MutualTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.With("hub", "mds");
    private readonly TlsIdentity _hub;
    private readonly TlsIdentity _mds;
    private readonly List<string> _refusals = [];

    public MutualTlsTests()
    {
        _hub = _folder.Certificates.LoadIdentity("hub");
        _mds = _folder.Certificates.LoadIdentity("mds");
    }

    public void Dispose()
    {
        _hub.Dispose();
        _mds.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Handshake_both_of_the_authority_each_side_reads_the_other_institution()
    {
        var handshake = await Handshake.RunAsync(_hub.ServerOptions(), _mds.ClientOptions("hub"));
        Assert.True(handshake.Succeeded, handshake.ToString());
        Assert.Equal(("mds", "hub", SslProtocols.Tls13), (handshake.SeenByServer, handshake.SeenByClient, handshake.Protocol));
    }

    [Fact]
    public async Task Handshake_by_ip_address_of_the_certificate_succeeds()
    {
        var handshake = await Handshake.RunAsync(_hub.ServerOptions(), _mds.ClientOptions("hub"), "127.0.0.1");
        Assert.True(handshake.Succeeded, handshake.ToString());
    }

    [Fact]
    public async Task Handshake_repeated_with_the_same_options_succeeds()
    {
        var (server, client) = (_hub.ServerOptions(), _mds.ClientOptions("hub"));
        for (var i = 0; i < 3; i++)
            Assert.Equal("mds", (await Handshake.RunAsync(server, client)).SeenByServer);
    }

    [Fact]
    public async Task Client_of_another_authority_is_refused_by_the_server()
    {
        using var other = TemporaryFolder.With("mds");
        using var stranger = other.Certificates.LoadIdentity("mds");
        var client = stranger.ClientOptions();
        client.RemoteCertificateValidationCallback = TakeAnyServer;
        await RefusedByServer(client, "was not issued by an authority known here");
    }

    [Fact]
    public async Task Server_of_another_authority_is_refused_by_the_client()
    {
        using var other = TemporaryFolder.With("hub");
        using var stranger = other.Certificates.LoadIdentity("hub");
        await RefusedByClient(stranger.ServerOptions(), _mds.ClientOptions(), "was not issued by an authority known here");
    }

    [Fact]
    public async Task Client_without_certificate_is_refused()
    {
        var client = _mds.ClientOptions();
        client.ClientCertificateContext = null;
        await RefusedByServer(client, "presented no certificate");
    }

    [Fact]
    public async Task Client_with_expired_certificate_is_refused()
    {
        var time = new SettableTime { Now = DateTimeOffset.UtcNow.AddDays(-400) };
        var past = CertificateFolder.Open(_folder.Path, time);
        past.Issue("utgs", [], TimeSpan.FromDays(30));
        using var expired = past.LoadIdentity("utgs");
        await RefusedByServer(expired.ClientOptions(), "expired on");
    }

    [Fact]
    public async Task Server_with_expired_certificate_is_refused()
    {
        var time = new SettableTime { Now = DateTimeOffset.UtcNow.AddDays(-400) };
        var past = CertificateFolder.Open(_folder.Path, time);
        past.Issue("siis", ["localhost"], TimeSpan.FromDays(30));
        using var expired = past.LoadIdentity("siis");
        await RefusedByClient(expired.ServerOptions(), _mds.ClientOptions(), "expired on");
    }

    [Fact]
    public async Task Client_expired_by_our_clock_is_refused_whatever_the_system_clock_says()
    {
        var time = new SettableTime();
        using var hub = CertificateFolder.Open(_folder.Path, time).LoadIdentity("hub");
        time.Now = time.Now.AddDays(366);
        await RefusedByServer(_mds.ClientOptions(), "expired on", hub);
    }

    [Fact]
    public async Task Client_whose_certificate_allows_only_serving_is_refused()
    {
        using var key = OddCertificates.NewKey();
        using var identity = OddCertificates.Identity(_folder, key, Use.Server);
        await RefusedByServer(identity.ClientOptions(), "is not meant for use as a client");
    }

    [Fact]
    public async Task Server_whose_certificate_allows_only_calling_is_refused()
    {
        using var key = OddCertificates.NewKey();
        using var identity = OddCertificates.Identity(_folder, key, Use.Client);
        await RefusedByClient(identity.ServerOptions(), _mds.ClientOptions(), "is not meant for use as a server");
    }

    [Theory]
    [InlineData("hub.example.org")]
    [InlineData("127.0.0.2")]
    [InlineData("")]
    public async Task Server_under_another_host_name_is_refused(string host) =>
        await RefusedByClient(_hub.ServerOptions(), _mds.ClientOptions(), "is for: localhost, 127.0.0.1", host);

    [Fact]
    public async Task Server_of_another_institution_than_expected_is_refused() =>
        await RefusedByClient(_hub.ServerOptions(), _mds.ClientOptions("mtess"), "is of hub, not of mtess");

    [Fact]
    public async Task Client_not_accepted_by_the_server_is_refused()
    {
        var server = _hub.ServerOptions(
            certificate => InstitutionName.TryRead(certificate, out var institution) && institution == "utgs", _refusals.Add);
        var handshake = await Handshake.RunAsync(server, _mds.ClientOptions());
        Assert.IsType<AuthenticationException>(handshake.ServerError);
        Assert.NotNull(handshake.ClientError);
        Assert.Contains("is not accepted here", Assert.Single(_refusals));
    }

    [Fact]
    public async Task Client_that_speaks_only_tls_12_is_refused()
    {
        var client = _mds.ClientOptions();
        client.EnabledSslProtocols = SslProtocols.Tls12;
        var handshake = await Handshake.RunAsync(_hub.ServerOptions(), client);
        Assert.IsType<AuthenticationException>(handshake.ServerError);
        Assert.IsType<AuthenticationException>(handshake.ClientError);
    }

    [Fact]
    public async Task Server_that_speaks_only_tls_12_is_refused()
    {
        var server = _hub.ServerOptions();
        server.EnabledSslProtocols = SslProtocols.Tls12;
        var handshake = await Handshake.RunAsync(server, _mds.ClientOptions());
        Assert.IsType<AuthenticationException>(handshake.ClientError);
    }

    [Fact]
    public void Expected_institution_malformed_is_refused_when_configured() =>
        Assert.Throws<ArgumentException>(() => _mds.ClientOptions("not a code"));

    private static bool TakeAnyServer(object sender, object? certificate, object? chain, SslPolicyErrors errors) => certificate is not null;

    private async Task RefusedByServer(SslClientAuthenticationOptions client, string reason, TlsIdentity? server = null)
    {
        var handshake = await Handshake.RunAsync((server ?? _hub).ServerOptions(refused: _refusals.Add), client);
        Assert.IsType<AuthenticationException>(handshake.ServerError);
        Assert.NotNull(handshake.ClientError);
        Assert.Contains(reason, Assert.Single(_refusals));
    }

    private static async Task RefusedByClient(
        SslServerAuthenticationOptions server, SslClientAuthenticationOptions client, string reason, string host = "localhost")
    {
        var handshake = await Handshake.RunAsync(server, client, host);
        Assert.Contains(reason, Assert.IsType<AuthenticationException>(handshake.ClientError).Message);
        Assert.NotNull(handshake.ServerError);
    }
}
