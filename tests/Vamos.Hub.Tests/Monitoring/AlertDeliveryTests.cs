namespace Vamos.Hub.Tests.Monitoring;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vamos.Hub.Tests.Running;

/// <summary>A dead institution reaches people: on the page, at a web hook and by e-mail, and its recovery too.</summary>
public sealed class AlertDeliveryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Dead_adapter_is_told_once_by_every_way_and_so_is_its_return()
    {
        await using var hook = await WebhookReceiver.StartAsync();
        await using var mail = MailReceiver.Start();
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "a secret of both");
        var mds = (await ScriptedAdapter.StartAsync("mds")).Knows("99000004");
        await using var hub = await RunningHub.StartAsync(
            [
                "--Hub:Monitoring:ProbeEvery=00:00:00.1",
                "--Hub:Alerts:SourceAfter=00:00:00",
                $"--Hub:Alerts:Webhook:Address={hook.Address}",
                $"--Hub:Alerts:Webhook:SecretFile={secret}",
                "--Hub:Alerts:Mail:Host=127.0.0.1",
                $"--Hub:Alerts:Mail:Port={mail.Port}",
                "--Hub:Alerts:Mail:Tls=false",
                "--Hub:Alerts:Mail:From=hub@vamos.example",
                "--Hub:Alerts:Mail:To=guardia@utgs.example, jefa@utgs.example",
            ],
            ("mds", mds.Address));
        await hub.DescribedAsync();
        hook.RefusesNext();

        var port = mds.Address.Port;
        await mds.DisposeAsync();
        var raised = await hook.NextAsync("adapter-down", Limit);
        var letter = await mail.NextAsync("adapter-down", Limit);
        var listed = await OpenAlertsAsync(hub);
        await using var again = await ScriptedAdapter.StartAsync("mds", port: port);
        var cleared = await hook.NextAsync("adapter-down", Limit);
        var relief = await mail.NextAsync("adapter-down", Limit);

        var told = JsonDocument.Parse(raised.Body).RootElement;
        Assert.Equal(("raised", "adapter-down", "mds", "critical"), (Text(told, "status"), Text(told, "code"), Text(told, "subject"), Text(told, "severity")));
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData("a secret of both"u8, Encoding.UTF8.GetBytes(raised.Body)))}", raised.Signature);
        Assert.Contains(listed, alert => Text(alert, "code") == "adapter-down" && Text(alert, "subject") == "mds");
        Assert.Contains("adapter-down (mds)", letter.Subject, StringComparison.Ordinal);
        Assert.Equal(["guardia@utgs.example", "jefa@utgs.example"], letter.Recipients);
        Assert.Contains("La institución mds no responde", letter.Body, StringComparison.Ordinal);
        Assert.Equal(Text(told, "id"), Text(JsonDocument.Parse(cleared.Body).RootElement, "id"));
        Assert.Equal("cleared", Text(JsonDocument.Parse(cleared.Body).RootElement, "status"));
        Assert.Contains("Resuelta", relief.Subject, StringComparison.Ordinal);
        Assert.Equal(2, hook.CountOf("adapter-down"));
    }

    [Fact]
    public async Task Used_up_quota_and_refused_documents_are_listed()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows("99000004");
        var agreements = TestAgreements.Copy();
        await using var hub = await RunningHub.StartAsync([$"--Hub:Agreements:Directory={agreements}"], ("mds", mds.Address));
        hub.ExpectedErrors.Add("cannot be used and those before them still count");
        await hub.DescribedAsync();
        for (var i = 0; i < 38; i++)
            await hub.Beneficiaries("mtess").GetBeneficiaryAsync(new() { NationalId = new() { Number = "99000004" } }, RunningHub.Purpose);
        await File.AppendAllTextAsync(Path.Combine(agreements, "agreements", "narrow.yaml"), "\nno: such key\n");

        var codes = new HashSet<string>();
        for (var until = DateTime.UtcNow + Limit; !codes.IsSupersetOf(["quota-nearly-used", "documents-refused"]); await Task.Delay(100))
        {
            Assert.True(DateTime.UtcNow < until, $"only {string.Join(", ", codes)} came");
            codes.UnionWith((await OpenAlertsAsync(hub)).Select(alert => Text(alert, "code")));
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> OpenAlertsAsync(RunningHub hub)
    {
        using var http = new HttpClient { BaseAddress = hub.Operations };
        var state = JsonDocument.Parse(await http.GetStringAsync(new Uri("/monitor/state", UriKind.Relative))).RootElement;
        return [.. state.GetProperty("alerts").EnumerateArray().Where(alert => alert.GetProperty("cleared_at").ValueKind == JsonValueKind.Null)];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
