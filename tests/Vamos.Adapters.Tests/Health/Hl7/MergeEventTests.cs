namespace Vamos.Adapters.Tests.Health.Hl7;

using FsCheck.Fluent;

public sealed class MergeEventTests
{
    private const string Survivor = "1^^^HIS^MR~99000004^^^^NI";

    [Fact]
    public async Task Merged_record_s_facts_and_later_messages_are_the_survivor_s()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A28", "1", identifiers: Survivor, pid: "Núñez^María"),
            Sample.Adt("A28", "2", identifiers: "2^^^HIS^MR", pid: "Nunes^Mara||19920722"),
            Sample.Vxu("3", identifiers: "2^^^HIS^MR"),
            Merge("4", Survivor, "2"),
            Sample.Vxu("5", "21^Varicela^CVX", identifiers: "2^^^HIS^MR"),
            Sample.Adt("A08", "6", "20261120120000", "2^^^HIS^MR", "|||F"));
        var records = await lab.AskAsync();
        Assert.Equal(("Núñez", "1992-07-22"), (records.Person.Name.FirstSurname, records.Person.BirthDate.ToIso()));
        Assert.Equal(Beneficiary.V1.Sex.Female, records.Person.Sex);
        Assert.Equal(["03", "21"], records.Immunizations.Select(dose => dose.VaccineCode));
        Assert.Equal(1, lab.Count("patient"));
    }

    [Fact]
    public async Task Chain_of_merges_leads_to_the_last_survivor()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Vxu("1", identifiers: "3^^^HIS^MR"), Merge("2", "2^^^HIS^MR", "3"), Merge("3", Survivor, "2"),
            Sample.Vxu("4", "21^Varicela^CVX", identifiers: "3^^^HIS^MR"));
        Assert.Equal(2, (await lab.AskAsync()).Immunizations.Count);
    }

    [Fact]
    public async Task Merge_of_unknown_records_is_remembered()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Merge("1", Survivor, "2"), Sample.Vxu("2", identifiers: "2^^^HIS^MR"));
        Assert.Single((await lab.AskAsync()).Immunizations);
    }

    [Fact]
    public async Task Merge_into_itself_and_back_again_does_no_harm()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Vxu("1", identifiers: Survivor), Merge("2", Survivor, "1"), Merge("3", Survivor, "2"), Merge("4", "2^^^HIS^MR", "1"), Merge("5", Survivor, "2"));
        Assert.Single((await lab.AskAsync()).Immunizations);
        Assert.Equal(1, lab.Count("patient"));
    }

    [Fact]
    public async Task Merge_of_two_identity_documents_is_refused_and_changes_nothing()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A28", "1", identifiers: Survivor, pid: "Núñez^María"),
            Sample.Adt("A28", "2", identifiers: "2^^^HIS^MR~99000002^^^^NI", pid: "Giménez^Óscar"));
        var answer = await lab.SendForAnswerAsync(Merge("3", Survivor, "2"));
        Assert.Equal("AE", answer.Require("MSA").Field(1).Text);
        Assert.Equal("MRG^1^1", answer.Require("ERR").Field(2).Raw);
        Assert.Equal("Núñez", (await lab.AskAsync()).Person.Name.FirstSurname);
        Assert.Equal("Giménez", (await lab.AskAsync("99000002")).Person.Name.FirstSurname);
        Assert.Equal(1, lab.Count("set_aside"));
    }

    [Fact]
    public async Task Survivor_without_cedula_gets_that_of_the_merged_record()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Vxu("1", identifiers: "1^^^HIS^MR"),
            Sample.Adt("A28", "2", identifiers: "2^^^HIS^MR~99000004^^^^NI", pid: "Núñez^María"),
            Merge("3", "1^^^HIS^MR", "2"));
        var records = await lab.AskAsync();
        Assert.Equal("Núñez", records.Person.Name.FirstSurname);
        Assert.Single(records.Immunizations);
    }

    [Fact]
    public async Task Late_message_about_the_merged_record_does_not_overwrite_the_survivor()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(
            Sample.Adt("A28", "1", "20261120070000", Survivor, "Núñez^María"),
            Merge("2", Survivor, "2"),
            Sample.Adt("A08", "3", "20261120090000", "2^^^HIS^MR", "Nunes^Mara||19920722"));
        var person = (await lab.AskAsync()).Person;
        Assert.Equal(("Núñez", "1992-07-22"), (person.Name.FirstSurname, person.BirthDate.ToIso()));
    }

    [Fact]
    public async Task Any_order_of_messages_around_a_merge_leads_to_the_same_knowledge()
    {
        string[] messages =
        [
            Sample.Adt("A28", "1", "20261120060000", Survivor, "Núñez^María"),
            Sample.Adt("A28", "2", "20261120070000", "2^^^HIS^MR", "Nunes^Mara|||F"),
            Sample.Adt("A08", "3", "20261120080000", "3^^^HIS^MR", "Nuñes^Maria||19920722||||||||M"),
            Sample.Vxu("4", identifiers: "2^^^HIS^MR", filler: "7^P", time: "20261120070000"),
            Sample.Vxu("5", identifiers: "3^^^HIS^MR", time: "20261120073000"),
            Sample.Vxu("6", "21^Varicela^CVX", identifiers: "3^^^HIS^MR", time: "20261120080000"),
            Sample.Vxu("7", "21^Varicela^CVX", identifiers: "2^^^HIS^MR", action: "D", time: "20261120113000"),
            Sample.Adt("A40", "8", "20261120100000", "2^^^HIS^MR", more: "MRG|3^^^HIS^MR\r"),
            Merge("9", Survivor, "2").Replace("100000", "110000", StringComparison.Ordinal),
        ];
        Adapter.V1.PersonRecords? expected = null;
        foreach (var order in Gen.Shuffle(messages).Sample(25).Prepend(messages))
        {
            await using var lab = await Hl7Lab.StartAsync();
            await lab.AcceptAsync(order);
            var records = await lab.AskAsync();
            expected ??= records;
            Assert.Equal(expected, records);
        }

        Assert.Equal(("Núñez", "1992-07-22"), (expected!.Person.Name.FirstSurname, expected.Person.BirthDate.ToIso()));
        Assert.Equal("03", Assert.Single(expected.Immunizations).VaccineCode);
    }

    [Fact]
    public async Task Message_without_merge_segment_is_refused()
    {
        await using var lab = await Hl7Lab.StartAsync();
        var answer = await lab.SendForAnswerAsync(Sample.Adt("A40", "1"));
        Assert.Equal("100", answer.Require("ERR").Field(3).Text);
    }

    private static string Merge(string controlId, string identifiers, string merged) =>
        Sample.Adt("A40", controlId, "20261120100000", identifiers, more: $"MRG|{merged}^^^HIS^MR\r");
}
