namespace Vamos.Clients.Tests;

using System.Net;
using System.Net.Sockets;
using Vamos.Certificates;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;

public sealed class ConnectionTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private static readonly NationalId Id = new() { Number = "99000004" };

    [Fact(Timeout = 20_000)]
    public async Task Hub_that_does_not_run_is_unavailable_and_the_message_says_so()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        options.HubAddress = new Uri($"https://localhost:{ClosedPort()}");
        using var connection = VamosConnection.Open(options);

        var failure = await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Equal(LocalReasons.HubUnreachable, failure.Reason);
        Assert.Contains("Nothing listens at https://localhost:", failure.Message, StringComparison.Ordinal);
        Assert.Equal("", failure.ExchangeId);
        Assert.NotEqual("", failure.LocalizedMessage);
    }

    [Fact(Timeout = 20_000)]
    public async Task Hub_that_starts_while_a_read_is_repeated_is_reached()
    {
        await using var stopped = await ScriptedHubServer.StartAsync(certificates);
        var options = stopped.OptionsFor(certificates);
        await stopped.DisposeAsync();
        using var connection = VamosConnection.Open(options);

        await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        await using var started = await ScriptedHubServer.StartAsync(certificates, port: options.HubAddress.Port);
        Assert.Equal(HubScript.ExchangeId, (await connection.Beneficiaries.GetAsync(Id)).ExchangeId);
    }

    [Fact(Timeout = 20_000)]
    public async Task Renewed_certificate_is_taken_over_by_an_open_connection()
    {
        using var own = new TestCertificates();
        await using var hub = await ScriptedHubServer.StartAsync(own);
        using var connection = VamosConnection.Open(hub.OptionsFor(own));
        await connection.Beneficiaries.GetAsync(Id);

        var renewed = own.Folder.Renew("utgs", TimeSpan.FromDays(2), newKey: true);
        while (connection.Certificate.SerialNumber != renewed.SerialNumber)
        {
            await connection.Beneficiaries.GetAsync(Id);
            await Task.Delay(20);
        }

        Assert.Null(connection.Certificate.LastError);
        Assert.Equal(HubScript.ExchangeId, (await connection.Beneficiaries.GetAsync(Id)).ExchangeId);
    }

    [Fact(Timeout = 20_000)]
    public async Task Hub_whose_certificate_is_revoked_is_not_trusted_any_more()
    {
        using var own = new TestCertificates();
        await using var hub = await ScriptedHubServer.StartAsync(own);
        using var connection = VamosConnection.Open(hub.OptionsFor(own));
        await connection.Beneficiaries.GetAsync(Id);

        own.Folder.Revoke("hub", TimeSpan.FromDays(2));

        VamosException? failure = null;
        while (failure?.Reason != LocalReasons.HubNotTrusted)
        {
            failure = await Record.ExceptionAsync(() => connection.Beneficiaries.GetAsync(Id)) as VamosException;
            await Task.Delay(20);
        }

        Assert.Contains("was revoked on", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Name_that_nobody_knows_is_said_to_be_unknown()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        options.HubAddress = new Uri("https://no-such-hub.invalid:7443");
        options.Retries = false;
        using var connection = VamosConnection.Open(options);

        var failure = await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Contains("no-such-hub.invalid", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Hub_of_another_authority_is_not_trusted()
    {
        using var others = new TestCertificates();
        await using var hub = await ScriptedHubServer.StartAsync(others);
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Equal(LocalReasons.HubNotTrusted, failure.Reason);
        Assert.Contains("was not issued by an authority known here", failure.Message, StringComparison.Ordinal);
        Assert.Contains("authority's file", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Another_institution_cannot_pose_as_the_hub()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates, institution: "mds");
        using var connection = VamosConnection.Open(hub.OptionsFor(certificates));

        var failure = await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.Equal(LocalReasons.HubNotTrusted, failure.Reason);
        Assert.Contains("is of mds, not of hub", failure.Message, StringComparison.Ordinal);
        Assert.Empty(hub.Script.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Certificate_of_another_authority_is_refused_by_the_hub_and_the_message_says_so()
    {
        using var others = new TestCertificates();
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(others);
        File.WriteAllText(
            Path.Combine(others.Path, "both.pem"),
            File.ReadAllText(certificates.Folder.AuthorityPath) + File.ReadAllText(others.Folder.AuthorityPath));
        options.AuthorityPath = Path.Combine(others.Path, "both.pem");

        // The refusal shows differently depending on which side is faster.
        for (var i = 0; i < 20; i++)
        {
            using var connection = VamosConnection.Open(options);
            var failure = await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));
            Assert.True(LocalReasons.CertificateRefused == failure.Reason, failure.ToString());
            Assert.Contains("refuses our certificate (utgs)", failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(hub.Script.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Server_without_tls_is_unavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerPlainly(listener);
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        var options = hub.OptionsFor(certificates);
        options.HubAddress = new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var connection = VamosConnection.Open(options);

        var failure = await Assert.ThrowsAsync<HubUnavailableException>(() => connection.Beneficiaries.GetAsync(Id));

        Assert.StartsWith("HUB_", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_that_do_not_belong_together_stop_the_opening()
    {
        using var others = new TestCertificates();
        var options = new VamosClientOptions
        {
            AuthorityPath = others.Folder.AuthorityPath,
            CertificatePath = certificates.Folder.CertificatePath("utgs"),
            KeyPath = certificates.Folder.KeyPath("mds"),
        };

        var failure = Assert.Throws<CertificateException>(() => VamosConnection.Open(options));

        Assert.Contains("is not the private key of", failure.Message, StringComparison.Ordinal);
        Assert.Contains("was not issued by an authority known here", failure.Message, StringComparison.Ordinal);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AnswerPlainly(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
