namespace Vamos.Adapters.Tests.Health.Hl7;

using System.Text;
using Vamos.Adapters.Tests.Lab;

public sealed class InboxTests
{
    [Fact]
    public async Task Files_are_taken_and_moved_with_a_report()
    {
        await using var lab = await StartAsync();
        Put(lab, "a.hl7", $"FHS|^~\\&\rBHS|^~\\&\r{Sample.Adt("A28", "1", pid: "Núñez^María")}{Sample.Vxu("2")}BTS|2\rFTS|1\r");
        Put(lab, "b.HL7", Sample.Vaccination);
        await WaitFor.TrueAsync(() => Files(lab, "accepted") == 4, "both files to be accepted");
        Assert.Single((await lab.AskAsync()).Immunizations);
        Assert.Equal(2, (await lab.AskAsync("99000008")).Immunizations.Count);
        Assert.Equal(3, lab.Count("message"));
    }

    [Fact]
    public async Task File_that_was_cut_is_refused_whole()
    {
        await using var lab = await StartAsync();
        Put(lab, "a.hl7", $"FHS|^~\\&\rBHS|^~\\&\r{Sample.Adt("A28", "1", pid: "Núñez^María")}BTS|2\rFTS|1\r");
        await WaitFor.TrueAsync(() => Files(lab, "refused") == 2, "the file to be refused");
        Assert.False((await lab.AskAsync()).Found);
        Assert.Contains("BTS in line", Report(lab, "refused"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_that_is_not_understood_is_reported_by_its_line_and_the_others_are_taken()
    {
        await using var lab = await StartAsync();
        Put(lab, "a.hl7", Sample.Adt("A28", "N-1", pid: "Núñez^María||19921345") + Sample.Vxu("N-2") + "\r\n");
        await WaitFor.TrueAsync(() => Files(lab, "refused") == 2, "the file to be refused");
        Assert.Single((await lab.AskAsync()).Immunizations);
        var report = Report(lab, "refused");
        Assert.Contains("messages: 2, accepted: 1, refused: 1", report, StringComparison.Ordinal);
        Assert.Contains("line 1: 102 N-1 PID-7 is no such calendar date", report, StringComparison.Ordinal);
        Assert.Equal(1, lab.Count("set_aside"));
    }

    [Fact]
    public async Task File_that_is_taken_again_changes_nothing()
    {
        await using var lab = await StartAsync();
        Put(lab, "a.hl7", Sample.Vaccination);
        await WaitFor.TrueAsync(() => Files(lab, "accepted") == 2, "the file to be accepted");
        Put(lab, "a.hl7", Sample.Vaccination);
        await WaitFor.TrueAsync(() => Files(lab, "accepted") == 4, "the file to be accepted again");
        Assert.Equal(1, lab.Count("message"));
    }

    private static Task<Hl7Lab> StartAsync() => Hl7Lab.StartAsync(settings => settings with
    {
        Inbox = Path.Combine(Path.GetDirectoryName(settings.Store)!, "..", "inbox"),
        InboxInterval = TimeSpan.FromMilliseconds(100),
        Listen = null,
    });

    private static void Put(Hl7Lab lab, string name, string content)
    {
        var path = Path.Combine(lab.Inbox, name);
        File.WriteAllBytes(path + ".part", Encoding.UTF8.GetBytes(content));
        File.SetLastWriteTimeUtc(path + ".part", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Move(path + ".part", path);
    }

    private static int Files(Hl7Lab lab, string folder) =>
        Directory.Exists(Path.Combine(lab.Inbox, folder)) ? Directory.GetFiles(Path.Combine(lab.Inbox, folder)).Length : 0;

    private static string Report(Hl7Lab lab, string folder) => File.ReadAllText(Directory.GetFiles(Path.Combine(lab.Inbox, folder), "*.txt").Single());
}
