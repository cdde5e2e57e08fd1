namespace Vamos.EndToEnd.Tests;

using System.Text.Json;
using Vamos.EndToEnd.Tests.Running;

/// <summary>What docs/referrals.md promises, in sessions of three institutions, each with its own certificate.</summary>
[Collection(SharedSandbox.Name)]
public sealed class ReferralTests(SandboxFixture sandbox)
{
    private const string Person = "99000004";

    [Fact(Timeout = 240_000)]
    public async Task Person_is_sent_there_and_back_both_feeds_tell_it_and_a_third_institution_sees_nothing()
    {
        await ImportAsync("mtess");
        await ImportAsync("mds");
        await using var mds = await WatchAsync("mds");
        await using var minna = await WatchAsync("minna");
        await using (var mtess = await WatchAsync("mtess"))
        {
            var sent = await DoneAsync("mds", "create", Person, "--to", "mtess.empleo-villeta", "--reason", "Busca empleo y no tiene oficio.", "--case-id", "EXP-2026-17");
            Assert.Equal(("mtess", "REFERRAL_STATE_SENT", "EXP-2026-17"), (Text(sent, "receiverInstitution"), Text(sent, "state"), Text(sent, "caseId")));
            await TellsAsync(mds, Text(sent, "referralId"), "SENT");
            await TellsAsync(mtess, Text(sent, "referralId"), "SENT");
            await mtess.StopAsync("INT");

            // the receiver's session goes on later where it was
            await RefusedAsync(5, "mds", "accept", Text(sent, "referralId"));
            await RefusedAsync(3, "minna", "accept", Text(sent, "referralId"));
            await RefusedAsync(3, "minna", "get", Text(sent, "referralId"));
            var accepted = await DoneAsync("mtess", "accept", Text(sent, "referralId"), "--version", "1");
            Assert.Equal("2", Text(accepted, "version"));
            await RefusedAsync(11, "mtess", "accept", Text(sent, "referralId"));
            var completed = await DoneAsync("mtess", "complete", Text(sent, "referralId"), "--outcome", "Fue contratada.");
            await TellsAsync(mds, Text(completed, "referralId"), "COMPLETED");
        }

        await using var again = await WatchAsync("mtess");
        var first = Text(await ListedAsync("mtess"), "referralId");
        await TellsAsync(again, first, "COMPLETED");
        var back = await DoneAsync("mtess", "create", Person, "--to", "mds.tekopora-villeta", "--counter-to", first, "--reason", "Necesita cuidado de sus hijos.");
        await TellsAsync(again, Text(back, "referralId"), "SENT");
        await TellsAsync(mds, Text(back, "referralId"), "SENT");
        await DoneAsync("mds", "decline", Text(back, "referralId"), "--reason", "No hay lugar este mes.");
        await TellsAsync(again, Text(back, "referralId"), "DECLINED");

        Assert.DoesNotContain("referralId", minna.Printed, StringComparison.Ordinal);
        Assert.Contains("no such referrals", (await VamosAsync("minna", "list")).Output, StringComparison.Ordinal);
        var seen = await sandbox.VamosAsync("audit", "who-saw", Person, "--as", "utgs");
        Assert.True(seen.ExitCode == 0, seen.Error);
        foreach (var method in new[] { "CreateReferral", "AcceptReferral", "CompleteReferral", "DeclineReferral", "WatchReferrals", "ListReferrals" })
            Assert.Contains($"ReferralService/{method}", seen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("minna", string.Join('\n', seen.Output.Split('\n').Where(line => line.Contains("ReferralService", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    // what an institution's office does with its own catalogue; once more changes nothing
    private async Task ImportAsync(string institution)
    {
        var file = Path.Combine(Path.GetDirectoryName(Repository.Sandbox)!, "Network", $"{institution}.yaml");
        var imported = await sandbox.VamosAsync("services", "import", file, "--as", institution);
        Assert.True(imported.ExitCode == 0, imported.Error);
    }

    private async Task<Daemon> WatchAsync(string institution)
    {
        var watch = Daemon.Start(
            sandbox.Folder, Repository.Cli, "referral", "watch", "--as", institution, "--json", "--resume", $"{institution}.place", "--hub", $"https://{sandbox.Hub}");
        await watch.PrintsAsync("^Watching");
        return watch;
    }

    private static Task TellsAsync(Daemon watch, string referralId, string state) =>
        watch.PrintsAsync($"\"referralId\": \"{referralId}\".*\"REFERRAL_STATE_{state}\"");

    private async Task<JsonElement> DoneAsync(string institution, params string[] arguments)
    {
        var run = await VamosAsync(institution, [.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("referral");
    }

    private async Task<JsonElement> ListedAsync(string institution)
    {
        var run = await VamosAsync(institution, "list", "--received", "--states", "completed", "--limit", "1", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private async Task RefusedAsync(int code, string institution, params string[] arguments)
    {
        var run = await VamosAsync(institution, arguments);
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
    }

    private Task<Finished> VamosAsync(string institution, params string[] arguments) => sandbox.VamosAsync(["referral", .. arguments, "--as", institution]);

    private static string Text(JsonElement referral, string name) => referral.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
