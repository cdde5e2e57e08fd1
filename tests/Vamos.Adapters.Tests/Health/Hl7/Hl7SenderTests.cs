namespace Vamos.Adapters.Tests.Health.Hl7;

using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.LegacySystems;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;

public sealed class Hl7SenderTests
{
    private static readonly SimulatedPopulation Population = SimulatedPopulation.Generate(1, 100, new DateOnly(2026, 11, 21));

    [Fact]
    public async Task Test_people_are_told_of_at_the_start()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var sender = Start(lab);
        await sender.FirstMessages.WaitAsync(Hl7Lab.Deadline());
        Assert.Equal(0, sender.Refused);
        var dose = Assert.Single((await lab.AskAsync("99000008")).Immunizations);
        Assert.Equal(("141", 1, "2026-11-21"), (dose.VaccineCode, dose.DoseNumber, dose.OccurrenceDate.ToIso()));
        Assert.Equal(Population.People.Single(person => person.Cedula == new Cedula(TestPeople.DeadManOnARoll)).DeathDate!.Value, Death(await lab.AskAsync("99000003")));
        Assert.Equal("Riquelme", (await lab.AskAsync("A-99000010")).Person.Name.FirstSurname);
        Assert.Equal("de Ocampos", (await lab.AskAsync("99000013")).Person.Name.MarriedSurname);
        Assert.False((await lab.AskAsync("99000012")).Found);
    }

    [Fact]
    public async Task Events_are_sent_at_run_time()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var sender = Start(lab);
        var woman = Population.People.Single(person => person.Cedula == new Cedula(TestPeople.MotherInVilleta));
        Assert.Equal("AA", await sender.VaccinateAsync(woman, SimulatedVaccine.AdultTetanus, 3, Hl7Lab.Deadline()));
        Assert.Equal("AA", await sender.ReportDeathAsync(woman, new DateOnly(2026, 11, 20), Hl7Lab.Deadline()));
        Assert.Equal("AA", await sender.MergeAsync(woman, "77", Hl7Lab.Deadline()));
        var records = await lab.AskAsync("99000004");
        Assert.Equal(3, Assert.Single(records.Immunizations).DoseNumber);
        Assert.Equal(new DateOnly(2026, 11, 20), Death(records));
    }

    [Theory]
    [InlineData("slow:0.2s")]
    [InlineData("garbage")]
    public async Task Messages_arrive_however_badly_they_are_sent(string mood)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var sender = Start(lab);
        await sender.FirstMessages.WaitAsync(Hl7Lab.Deadline());
        await DisturbAsync(sender, mood);
        Assert.Equal("AA", await sender.VaccinateAsync(Child, SimulatedVaccine.Pentavalent, 2, Hl7Lab.Deadline()));
        Assert.Equal(2, (await lab.AskAsync("99000008")).Immunizations.Count);
    }

    [Theory]
    [InlineData("down")]
    [InlineData("failing")]
    public async Task Messages_wait_for_better_times(string mood)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var sender = Start(lab);
        await sender.FirstMessages.WaitAsync(Hl7Lab.Deadline());
        await DisturbAsync(sender, mood);
        var sent = sender.VaccinateAsync(Child, SimulatedVaccine.Pentavalent, 2, Hl7Lab.Deadline());
        if (mood == "failing")
            await WaitFor.TrueAsync(() => lab.Quarantine.Count != 0, "a defective message to be set aside");
        Assert.False(sent.IsCompleted);
        await DisturbAsync(sender, "well");
        Assert.Equal("AA", await sent);
    }

    [Fact]
    public async Task Adapter_that_was_away_gets_every_message_once()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await using var sender = Start(lab);
        await sender.FirstMessages.WaitAsync(Hl7Lab.Deadline());
        var before = lab.Count("message");
        await lab.StopPartAsync();
        var sent = sender.VaccinateAsync(Child, SimulatedVaccine.Pentavalent, 2, Hl7Lab.Deadline());
        await WaitFor.TrueAsync(() => sender.Repeated > 0, "the sender to fail");
        await lab.RestartAsync();
        Assert.Equal("AA", await sent);
        Assert.Equal(before + 1, lab.Count("message"));
    }

    private static SimulatedPerson Child => Population.People.Single(person => person.Cedula == new Cedula(TestPeople.ChildWithIncompleteVaccination));

    private static Hl7Sender Start(Hl7Lab lab) => Hl7Sender.Start(
        Population,
        new Hl7SenderSettings { Adapter = () => lab.Address, Trickle = TimeSpan.FromSeconds(30), RetryDelay = TimeSpan.FromMilliseconds(100) },
        new LabTime());

    private static Task DisturbAsync(Hl7Sender sender, string mood)
    {
        Assert.True(Disturbance.TryParse(mood, out var disturbance));
        return sender.DisturbAsync(disturbance, CancellationToken.None);
    }

    private static DateOnly Death(Adapter.V1.PersonRecords records)
    {
        Assert.True(records.Person.Death.Date.TryToDateOnly(out var day));
        return day;
    }
}
