namespace Vamos.Adapters.Tests.Health.Hl7;

using Vamos.Beneficiary.V1;

public sealed class EventStoreTests
{
    [Fact]
    public async Task Changes_come_in_their_order_and_are_resumed()
    {
        await using var lab = await Hl7Lab.StartAsync();
        var start = await lab.Part.ReadChangesAsync(null, default);
        Assert.Empty(start.Changes);
        await lab.AcceptAsync(Sample.Adt("A28", "1", pid: "Núñez^María"), Sample.Vxu("2"), Sample.Vxu("3", identifiers: "88^^^HIS^MR~99000008^^^^NI"));
        var page = await lab.Part.ReadChangesAsync(start.Position, default);
        Assert.Equal(["99000004", "99000004", "99000008"], page.Changes.Select(change => change.Person.ToText()));
        Assert.Equal([FactKind.Immunization], page.Changes[1].Kinds);
        await lab.RestartAsync();
        var rest = await lab.Part.ReadChangesAsync(page.Changes[1].Position, default);
        Assert.Equal("99000008", Assert.Single(rest.Changes).Person.ToText());
        Assert.Empty((await lab.Part.ReadChangesAsync(rest.Position, default)).Changes);
    }

    [Fact]
    public async Task Merge_and_corrected_cedula_are_told_to_all_whom_they_concern()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A28", "1", pid: "Núñez^María"));
        var before = await lab.Part.ReadChangesAsync(null, default);
        await lab.AcceptAsync(Sample.Adt("A31", "2", "20261120090000", "5501^^^HIS^MR~99000013^^^PRY^NI"));
        var changes = (await lab.Part.ReadChangesAsync(before.Position, default)).Changes;
        Assert.Equal(["99000013", "99000004"], changes.Select(change => change.Person.ToText()));
        Assert.All(changes, change => Assert.True(change.Kinds.Contains(FactKind.Person) && change.Kinds.Contains(FactKind.Immunization)));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("1", false)]
    [InlineData("x.1", false)]
    [InlineData("0123456789abcdef0123456789abcdef.1", true)]
    public async Task Position_of_elsewhere_is_refused(string position, bool isTooOld)
    {
        await using var lab = await Hl7Lab.StartAsync();
        var refused = await Assert.ThrowsAsync<ChangePositionException>(() => lab.Part.ReadChangesAsync(position, default));
        Assert.Equal(isTooOld, refused.IsTooOld);
    }

    [Fact]
    public async Task What_is_old_is_forgotten_and_whoever_missed_it_is_told()
    {
        var time = new LabTime();
        await using var lab = await Hl7Lab.StartAsync(time: time);
        var start = await lab.Part.ReadChangesAsync(null, default);
        await lab.AcceptAsync(Sample.Adt("A28", "1", pid: "Núñez^María"));
        var first = await lab.Part.ReadChangesAsync(start.Position, default);
        time.Pass(TimeSpan.FromDays(31));
        await lab.AcceptAsync(Sample.Adt("A08", "2", "20261222000000", pid: "Nunez^Maria"));
        await Lab.WaitFor.TrueAsync(() => lab.Count("message") == 1 && lab.Count("change") == 1, "the old message to be removed");
        Assert.True((await Assert.ThrowsAsync<ChangePositionException>(() => lab.Part.ReadChangesAsync(start.Position, default))).IsTooOld);
        Assert.Single((await lab.Part.ReadChangesAsync(first.Position, default)).Changes);
        Assert.Equal("Nunez", (await lab.AskAsync()).Person.Name.FirstSurname);
    }

    [Fact]
    public async Task Files_are_readable_by_their_owner_only()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Update);
        Assert.All(
            Directory.GetFiles(Path.GetDirectoryName(lab.Store)!),
            file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
    }

    [Fact]
    public async Task Knowledge_survives_a_restart()
    {
        await using var lab = await Hl7Lab.StartAsync();
        Assert.Equal("CA", await lab.SendAsync(Sample.Vaccination));
        var before = await lab.AskAsync("99000008");
        await lab.RestartAsync();
        Assert.Equal(before, await lab.AskAsync("99000008"));
    }

    [Fact]
    public async Task People_are_answered_in_the_order_in_which_they_were_asked_for()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Update);
        Assert.Equal("CA", await lab.SendAsync(Sample.Vaccination));
        Common.V1.NationalId[] people = [new() { Number = "99000008" }, new() { Number = "1" }, new() { Number = "99000004" }, new() { Number = "99000008" }];
        var answers = await lab.Part.GetRecordsAsync(people, FactKinds.Of(FactKind.Immunization), default);
        Assert.Equal(people, answers.Select(answer => answer.NationalId));
        Assert.Equal([2, 0, 0, 2], answers.Select(answer => answer.Immunizations.Count));
        Assert.All(answers, answer => Assert.Null(answer.Person));
    }

    [Fact]
    public async Task Port_that_is_taken_is_said_and_tried_again()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await Assert.ThrowsAsync<LegacySystemException>(() => Hl7Lab.StartAsync(settings => settings with { Listen = lab.Address }));
    }
}
