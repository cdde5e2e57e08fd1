namespace Vamos.Hub.Tests.Certificates;

using Vamos.Certificates;
using Vamos.Common.V1;

public sealed class RotationTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Certificates_change_under_continuous_calls_and_none_fails(bool newKey)
    {
        await using var lab = await RotationLab.StartAsync();
        var callerIdentity = lab.Follow("utgs");
        var caller = lab.Caller(callerIdentity);
        using var enough = new CancellationTokenSource();
        var made = 0;
        var calls = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(caller));
                Interlocked.Increment(ref made);
            }
        })).ToList();
        await More();

        foreach (var (institution, source) in new[] { ("hub", lab.HubIdentity), ("mds", lab.AdapterIdentity), ("utgs", callerIdentity) })
        {
            var renewed = lab.Folder.Renew(institution, TimeSpan.FromDays(60), newKey);
            await RotationLab.UntilAsync($"{institution} renewed", () => source.State.SerialNumber == renewed.SerialNumber);
            await More();
        }

        // new connections show the new certificates to either side
        await RotationLab.UntilAsync("the hub shows its new one", () => callerIdentity.PresentedBy("hub")!.SerialNumber == lab.HubIdentity.State.SerialNumber);
        await RotationLab.UntilAsync("the adapter its", () => lab.HubIdentity.PresentedBy("mds")!.SerialNumber == lab.AdapterIdentity.State.SerialNumber);
        await More();
        await enough.CancelAsync();
        await Task.WhenAll(calls);

        Task More()
        {
            var goal = Volatile.Read(ref made) + 20;
            return RotationLab.UntilAsync("more calls", () => Volatile.Read(ref made) >= goal || calls.Exists(call => call.IsFaulted));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Files_that_cannot_be_used_keep_the_last_good_and_show_in_health()
    {
        await using var lab = await RotationLab.StartAsync();
        lab.Hub.ExpectedErrors.Add("Changed certificate files cannot be used");
        var caller = lab.Caller(lab.Follow("utgs"));
        var (good, serial) = (File.ReadAllText(lab.Folder.CertificatePath("hub")), lab.HubIdentity.State.SerialNumber);

        File.Copy(lab.Folder.CertificatePath("minna"), lab.Folder.CertificatePath("hub"), overwrite: true);
        await RotationLab.UntilAsync("the error shows", async () => (await ReadyAsync(lab)).Contains("is not the private key of", StringComparison.Ordinal));
        Assert.Equal(serial, lab.HubIdentity.State.SerialNumber);
        Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(caller));

        File.WriteAllText(lab.Folder.CertificatePath("hub"), good);
        await RotationLab.UntilAsync("all is well again", async () => !(await ReadyAsync(lab)).Contains("is not the private key of", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Health_tells_the_ends_of_the_hubs_certificate_and_the_adapters()
    {
        await using var lab = await RotationLab.StartAsync();

        var ready = System.Text.Json.JsonDocument.Parse(await ReadyAsync(lab)).RootElement;
        var own = ready.GetProperty("certificate");
        var adapters = ready.GetProperty("sources")[0].GetProperty("certificate");

        Assert.Equal(("hub", "ok", lab.HubIdentity.State.SerialNumber), (Text(own, "institution"), Text(own, "state"), Text(own, "serial_number")));
        Assert.Equal("none", Text(own.GetProperty("revocations"), "state"));
        Assert.Equal(("ok", lab.AdapterIdentity.State.SerialNumber), (Text(adapters, "state"), Text(adapters, "serial_number")));
        Assert.InRange(adapters.GetProperty("not_after").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddDays(89), DateTimeOffset.UtcNow.AddDays(91));
    }

    private static string? Text(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetString();

    internal static async Task<string> ReadyAsync(RotationLab lab)
    {
        using var http = new HttpClient { BaseAddress = lab.Hub.Operations };
        return await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }
}
