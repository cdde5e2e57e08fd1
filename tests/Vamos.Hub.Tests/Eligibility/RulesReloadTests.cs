namespace Vamos.Hub.Tests.Eligibility;

using Vamos.Eligibility.V1;
using Vamos.Hub.Programmes;

/// <summary>Rules that are changed while the hub runs.</summary>
public sealed class RulesReloadTests
{
    private const string Number = "99000004";

    [Fact(Timeout = 60_000)]
    public async Task Changed_rules_count_within_seconds_also_for_decisions_that_were_kept_and_broken_ones_never()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-rules-");
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "programmes")))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        var pension = Path.Combine(folder.FullName, "pension-universal.yaml");
        var sound = await File.ReadAllTextAsync(pension);
        await using var lab = await EligibilityLab.HeardAsync($"--Hub:Programmes:Directory={folder.FullName}");
        lab.Hub.ExpectedErrors.Add("Changed rules in");
        Assert.Equal(Verdict.Eligible, (await lab.CheckAsync(Number)).Verdict);
        var programmes = lab.Hub.Part<CurrentProgrammes>();
        var before = programmes.Book;

        await File.WriteAllTextAsync(pension, sound.Replace("at_least: 65", "at_least: 97", StringComparison.Ordinal));
        await EligibilityLab.UntilAsync(() => programmes.Book != before, "the changed rules did not count");
        Assert.NotEqual(Verdict.Eligible, (await lab.CheckAsync(Number)).Verdict);

        var changed = programmes.Book;
        await File.WriteAllTextAsync(pension, "code: [");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Same(changed, programmes.Book);
        Directory.Move(folder.FullName, folder.FullName + "-away");
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.NotEqual(Verdict.Eligible, (await lab.CheckAsync(Number)).Verdict);
        Directory.Move(folder.FullName + "-away", folder.FullName);

        await File.WriteAllTextAsync(pension, sound);
        await EligibilityLab.UntilAsync(() => programmes.Book != changed, "the sound rules did not count");
        Assert.Equal(Verdict.Eligible, (await lab.CheckAsync(Number)).Verdict);
        folder.Refresh();
        folder.Delete(recursive: true);
    }
}
