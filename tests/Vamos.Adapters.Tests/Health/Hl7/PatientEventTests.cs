namespace Vamos.Adapters.Tests.Health.Hl7;

using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

public sealed class PatientEventTests
{
    [Fact]
    public async Task Patient_is_known_as_the_message_tells()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Update);
        var person = (await lab.AskAsync()).Person;
        Assert.Equal(
            new PersonName
            {
                FirstGivenName = "MARÍA",
                OtherGivenNames = "CONCEPCIÓN",
                FirstSurname = "BENITEZ",
                SecondSurname = "NÚÑEZ",
                MarriedSurname = "de Otro",
            },
            person.Name);
        Assert.Equal("1992-07-22", person.BirthDate.ToIso());
        Assert.Equal(Sex.Female, person.Sex);
        Assert.Equal(MaritalStatus.Married, person.MaritalStatus);
        Assert.Null(person.Death);
        Assert.Equal("hl7-eventos", person.Provenance.System);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 11, 14, 0, TimeSpan.Zero), person.Provenance.AsOf.ToDateTimeOffset());
    }

    [Theory]
    [InlineData("A04")]
    [InlineData("A08")]
    [InlineData("A28")]
    [InlineData("A31")]
    public async Task Each_event_registers_and_corrects(string trigger)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt(trigger, "1", pid: "Nunez^Maria||19920722|F"), Sample.Adt(trigger, "2", "20261120090000", pid: "Núñez^María"));
        var person = (await lab.AskAsync()).Person;
        Assert.Equal(("Núñez", "María", "1992-07-22"), (person.Name.FirstSurname, person.Name.FirstGivenName, person.BirthDate.ToIso()));
    }

    [Fact]
    public async Task Empty_field_says_nothing_and_the_null_value_takes_back()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A04", "1", pid: "Núñez^María||1992|F||||||||M"), Sample.Adt("A08", "2", "20261120090000", pid: "||\"\"|||||||||\"\""));
        var person = (await lab.AskAsync()).Person;
        Assert.Null(person.BirthDate);
        Assert.Equal(MaritalStatus.Unspecified, person.MaritalStatus);
        Assert.Equal(Sex.Female, person.Sex);
        Assert.Equal("Núñez", person.Name.FirstSurname);
    }

    [Theory]
    [InlineData("20260720|Y", "2026-07-20")]
    [InlineData("20260720|", "2026-07-20")]
    [InlineData("202607|Y", "2026-07")]
    [InlineData("|Y", null)]
    public async Task Death_is_told_with_its_date_as_far_as_it_is_known(string death, string? date)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A04", "1", pid: "Núñez^María"), Sample.Adt("A08", "2", "20261120090000", pid: new string('|', 24) + death));
        var person = (await lab.AskAsync()).Person;
        Assert.NotNull(person.Death);
        Assert.Equal(date, person.Death.Date?.ToIso());
        Assert.Equal("mspbs", person.Death.Provenance.Institution);
    }

    [Fact]
    public async Task Death_that_was_told_by_mistake_is_taken_back_and_another_hospital_cannot_do_that()
    {
        await using var lab = await Hl7Lab.StartAsync();
        var dead = new string('|', 24) + "20260720|Y";
        var alive = new string('|', 25) + "N";
        await lab.AcceptAsync(Sample.Adt("A08", "1", pid: dead), Sample.Adt("A08", "2", "20261120090000", "9^^^OTRO^MR~99000004^^^^NI", alive));
        Assert.NotNull((await lab.AskAsync()).Person.Death);
        await lab.AcceptAsync(Sample.Adt("A08", "3", "20261120100000", pid: alive));
        Assert.Null((await lab.AskAsync()).Person.Death);
    }

    [Fact]
    public async Task Older_message_does_not_undo_a_newer_one_but_fills_what_it_left_open()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A08", "2", "20261120090000", pid: "Núñez^María"), Sample.Adt("A04", "1", pid: "Nuñes^Mara||19920722"));
        var person = (await lab.AskAsync()).Person;
        Assert.Equal(("Núñez", "1992-07-22"), (person.Name.FirstSurname, person.BirthDate.ToIso()));
    }

    [Fact]
    public async Task Message_from_the_future_does_not_block_later_ones()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A08", "1", "20990101000000", pid: "Nuñes^Mara"), Sample.Adt("A08", "2", "20990101000000", pid: "Núñez^María"));
        var person = (await lab.AskAsync()).Person;
        Assert.Equal("Núñez", person.Name.FirstSurname);
        Assert.True(person.Provenance.AsOf.ToDateTimeOffset().Year < 2099);
    }

    [Fact]
    public async Task Two_people_with_one_number_and_a_letter_stay_two()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A28", "1", identifiers: "1^^^HIS^MR~99000010^^^^NI", pid: "Acuña^Verónica"),
            Sample.Adt("A28", "2", identifiers: "2^^^HIS^MR~A-99000010^^^^NI", pid: "Riquelme^Nicolás"));
        Assert.Equal("Acuña", (await lab.AskAsync("99000010")).Person.Name.FirstSurname);
        Assert.Equal("Riquelme", (await lab.AskAsync("A-99000010")).Person.Name.FirstSurname);
    }

    [Fact]
    public async Task Patient_without_cedula_is_kept_until_it_comes()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Vxu("1", identifiers: "77^^^HIS^MR"), Sample.Adt("A28", "2", "20261120090000", "77^^^HIS^MR~99000008^^^^NI", "Benítez^Belén"));
        var records = await lab.AskAsync("99000008");
        Assert.Equal("Benítez", records.Person.Name.FirstSurname);
        Assert.Single(records.Immunizations);
    }

    [Fact]
    public async Task Corrected_cedula_takes_the_records_along()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Adt("A28", "1", pid: "Núñez^María"), Sample.Adt("A31", "2", "20261120090000", "5501^^^HIS^MR~99000013^^^PRY^NI"));
        Assert.False((await lab.AskAsync("99000004")).Found);
        Assert.Equal("Núñez", (await lab.AskAsync("99000013")).Person.Name.FirstSurname);
    }

    [Fact]
    public async Task Records_of_several_hospitals_are_one_person()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A28", "1", pid: "Nunez^Maria||19920722"),
            Sample.Adt("A28", "2", "20261120090000", "9^^^OTRO^MR~99.000.004^^^^CI", "Núñez^María|||F"),
            Sample.Vxu("3"),
            Sample.Vxu("4", identifiers: "9^^^OTRO^MR~99000004^^^^CI"));
        var records = await lab.AskAsync();
        Assert.Equal(("Núñez", "1992-07-22", Sex.Female), (records.Person.Name.FirstSurname, records.Person.BirthDate.ToIso(), records.Person.Sex));
        Assert.Single(records.Immunizations);
    }

    [Fact]
    public async Task Records_with_one_number_and_different_births_are_nobody_s()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A28", "1", pid: "Núñez^María||19920722"), Sample.Adt("A28", "2", identifiers: "9^^^OTRO^MR~99000004^^^^NI", pid: "Otro^Juan||19500101"));
        var records = await lab.AskAsync();
        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Equal([FactKind.Person, FactKind.Immunization], records.Issues.Select(issue => issue.Kind));
    }

    [Fact]
    public async Task Whoever_was_never_named_is_not_found()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Update);
        Assert.False((await lab.AskAsync("99000012")).Found);
        Assert.False((await lab.AskAsync("A-99000004")).Found);
    }

    [Theory]
    [InlineData("99000004^^^PRY^NI", true)]
    [InlineData("99000004^^^POLICIA NACIONAL", true)]
    [InlineData("99000004^^^&1.2.3&ISO^CI", true)]
    [InlineData("99000004^^^BRA^NI", false)]
    [InlineData("99000004^^^PRY^MR", false)]
    public async Task Cedula_is_recognised_as_the_settings_say(string identifier, bool isCedula)
    {
        await using var lab = await Hl7Lab.StartAsync(settings => settings with { CedulaAuthorities = ["PRY", "Policia Nacional", "1.2.3"] });
        await lab.AcceptAsync(Sample.Adt("A28", "1", identifiers: "1^^^HIS^MR~" + identifier, pid: "Núñez^María"));
        Assert.Equal(isCedula, (await lab.AskAsync()).Found);
    }
}
