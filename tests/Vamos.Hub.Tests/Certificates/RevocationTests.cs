namespace Vamos.Hub.Tests.Certificates;

using Grpc.Core;
using Vamos.Certificates;
using Vamos.Common.V1;

public sealed class RevocationTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact(Timeout = 60_000)]
    public async Task Revoked_client_loses_its_connection_amid_a_call_and_gets_no_other()
    {
        await using var lab = await RotationLab.StartAsync();
        lab.Hub.ExpectedErrors.Add("The request stream was aborted");
        // does not learn of the list itself, as one who stole a key would not care
        using var thief = lab.Folder.OpenIdentity("utgs");
        var caller = lab.Caller(thief, Long);
        Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(caller));
        var asked = new TaskCompletionSource();
        lab.Adapter.Answers = async (_, context) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new();
        };
        var running = RotationLab.AskAsync(caller);
        await asked.Task;

        lab.Folder.Revoke("utgs", Month);

        var failure = await Assert.ThrowsAsync<RpcException>(() => running);
        Assert.NotEqual(StatusCode.DeadlineExceeded, failure.StatusCode);
        lab.Adapter.Knows(RotationLab.Person);
        Assert.True(await RotationLab.IsRefusedAsync(caller));
        Assert.True(await RotationLab.IsRefusedAsync(lab.Caller(thief)));
        Assert.True(lab.HubIdentity.IsRevoked(thief.Current.Certificate));

        // another certificate with a new key, and it may call again
        lab.Folder.Renew("utgs", Month, newKey: true);
        Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(lab.Caller(lab.Follow("utgs"))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Revoked_adapter_is_asked_no_more_until_it_has_another_certificate()
    {
        await using var lab = await RotationLab.StartAsync();
        var caller = lab.Caller(lab.Follow("utgs"), Long);
        Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(caller));

        lab.Folder.Revoke("mds", Month);
        await RotationLab.UntilAsync("the adapter is refused", async () => await RotationLab.AskAsync(caller) == SourceState.Unavailable);

        lab.Folder.Renew("mds", Month, newKey: true);
        await RotationLab.UntilAsync("the adapter is back", async () => await RotationLab.AskAsync(caller) == SourceState.Ok);
    }

    [Fact(Timeout = 60_000)]
    public async Task Revoked_hub_is_called_no_more_and_says_so_itself()
    {
        await using var lab = await RotationLab.StartAsync();
        lab.Hub.ExpectedErrors.Add("is revoked: the others refuse it");
        lab.Hub.ExpectedErrors.Add("The request stream was aborted");
        var caller = lab.Caller(lab.Follow("utgs"), Long);
        Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(caller));

        lab.Folder.Revoke("hub", Month);

        await RotationLab.UntilAsync("the hub is refused", () => RotationLab.IsRefusedAsync(caller));
        await RotationLab.UntilAsync(
            "health says so", async () => (await RotationTests.ReadyAsync(lab)).Contains("\"state\":\"revoked\"", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task List_that_another_authority_signed_changes_nothing_and_shows_in_health()
    {
        await using var lab = await RotationLab.StartAsync();
        lab.Hub.ExpectedErrors.Add("Changed revocation lists cannot be used");
        var caller = lab.Caller(lab.Follow("utgs"), Long);
        lab.Folder.Revoke("minna", Month);
        await RotationLab.UntilAsync("the list counts", () => lab.HubIdentity.State.Revocations.Count == 1);

        await using (var other = await RotationLab.StartAsync())
        {
            other.Folder.Revoke("utgs", Month);
            File.Copy(other.Folder.RevocationPath, lab.Folder.RevocationPath, overwrite: true);
        }

        await RotationLab.UntilAsync(
            "the error shows", async () => (await RotationTests.ReadyAsync(lab)).Contains("is not signed by an authority known here", StringComparison.Ordinal));
        Assert.Equal(1, lab.HubIdentity.State.Revocations.Count);
        Assert.Equal(SourceState.Ok, await RotationLab.AskAsync(caller));
        Assert.True(lab.HubIdentity.IsRevoked(TlsIdentityOf(lab, "minna")));
    }

    private static System.Security.Cryptography.X509Certificates.X509Certificate2 TlsIdentityOf(RotationLab lab, string institution) =>
        System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(lab.Folder.CertificatePath(institution));
}
