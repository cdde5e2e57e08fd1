namespace Vamos.EndToEnd.Tests;

using Vamos.EndToEnd.Tests.Running;

/// <summary>What docs/trust.md promises, through the command line and against the real sandbox.</summary>
[Collection(SharedSandbox.Name)]
public sealed class TrustTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task Other_institution_sees_fewer_fields_and_is_told_why()
    {
        var utgs = await sandbox.VamosAsync("beneficiary", "get", "99000004", "--as", "utgs");
        var mtess = await sandbox.VamosAsync("beneficiary", "get", "99000004", "--as", "mtess");
        var why = await Finished.RunAsync(Repository.Root, "dotnet", Repository.Cli, "agreements", "explain", "--as", "mtess", "GetBeneficiary");

        Assert.Equal((0, 0), (utgs.ExitCode, mtess.ExitCode));
        Assert.Contains("Household", utgs.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Household", mtess.Output, StringComparison.Ordinal);
        Assert.Contains("Tekoporã", mtess.Output, StringComparison.Ordinal);
        Assert.Contains("agreements explain --as mtess", mtess.Error, StringComparison.Ordinal);
        Assert.True(why.ExitCode == 0, why.Error);
        Assert.Contains("mtess-control-de-beneficios", why.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_verifies_without_the_hub_and_a_changed_byte_is_named()
    {
        var file = Path.Combine(sandbox.Folder, "r.json");
        var looked = await sandbox.VamosAsync("beneficiary", "get", "99000004", "--as", "utgs", "--receipt", file);
        Assert.True(looked.ExitCode == 0, looked.Error);

        var valid = await Finished.RunAsync(sandbox.Folder, "dotnet", Repository.Cli, "receipt", "verify", file);
        Assert.True(valid.ExitCode == 0, valid.Error);
        Assert.Contains("valid", valid.Output, StringComparison.Ordinal);

        var text = await File.ReadAllTextAsync(file);
        var at = text.IndexOf("\"record\": \"", StringComparison.Ordinal) + 60;
        await File.WriteAllTextAsync(file, text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
        var changed = await Finished.RunAsync(sandbox.Folder, "dotnet", Repository.Cli, "receipt", "verify", file);

        Assert.Equal(9, changed.ExitCode);
        Assert.NotEmpty(changed.Output + changed.Error);
    }

    [Fact]
    public async Task Citizen_is_told_who_saw_the_data_and_only_the_unit_in_charge_may_ask()
    {
        await sandbox.VamosAsync("beneficiary", "get", "99000009", "--as", "mtess", "--case-id", "EXP-9");

        var seen = await sandbox.VamosAsync("audit", "who-saw", "99000009", "--as", "utgs");
        var refused = await sandbox.VamosAsync("audit", "who-saw", "99000009", "--as", "mtess");

        Assert.True(seen.ExitCode == 0, seen.Error);
        Assert.Contains("mtess", seen.Output, StringComparison.Ordinal);
        Assert.Contains("EXP-9", seen.Output, StringComparison.Ordinal);
        Assert.Equal(5, refused.ExitCode);
    }

    [Fact]
    public async Task Operator_verifies_the_whole_log_beside_the_running_hub()
    {
        await sandbox.VamosAsync("beneficiary", "get", "99000004", "--as", "utgs", "--receipt", "witness.json");
        var log = Path.Combine(sandbox.Folder, ".sandbox", "audit");

        var verified = await Finished.RunAsync(
            sandbox.Folder, "dotnet", Repository.Hub, "audit", "verify", "--witness", "witness.json",
            $"--Hub:Audit:Database={Path.Combine(log, "exchanges.db")}", $"--Hub:Audit:Keys={log}");

        Assert.True(verified.ExitCode == 0, verified.Error + verified.Output);
    }
}
