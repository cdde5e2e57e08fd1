namespace Vamos.Adapters.Tests.Health.Hl7;

public sealed class VaccinationEventTests
{
    [Fact]
    public async Task Doses_are_known_as_the_message_tells()
    {
        await using var lab = await Hl7Lab.StartAsync();
        Assert.Equal("CA", await lab.SendAsync(Sample.Vaccination));
        var doses = (await lab.AskAsync("99000008")).Immunizations;
        Assert.Equal(2, doses.Count);
        Assert.Equal(
            ("03", "http://hl7.org/fhir/sid/cvx", "SPR", 2, "2026-11-19", "USF San Miguel", false),
            (doses[0].VaccineCode, doses[0].VaccineSystem, doses[0].VaccineName, doses[0].DoseNumber, doses[0].OccurrenceDate.ToIso(), doses[0].Establishment,
                doses[0].NotGiven));
        Assert.Equal(("21", true, false), (doses[1].VaccineCode, doses[1].NotGiven, doses[1].HasDoseNumber));
        Assert.Equal("hl7-eventos", doses[0].Provenance.System);
    }

    [Theory]
    [InlineData("CP", false, true)]
    [InlineData("", false, true)]
    [InlineData("RE", true, false)]
    [InlineData("NA", true, false)]
    public async Task Completion_status_says_whether_a_dose_counts(string status, bool notGiven, bool counts)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1", status: status, counter: "3"));
        var dose = Assert.Single((await lab.AskAsync()).Immunizations);
        Assert.Equal((notGiven, counts), (dose.NotGiven, dose.HasDoseNumber));
    }

    [Fact]
    public async Task Dose_that_was_given_in_part_is_reported_not_counted()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1", status: "PA", filler: "7^P"));
        var records = await lab.AskAsync();
        Assert.Empty(records.Immunizations);
        Assert.Equal("RXA-20", Assert.Single(records.Issues).Field);
        await lab.AcceptAsync(Sample.Vxu("2", filler: "7^P", action: "U", time: "20261120090000"));
        records = await lab.AskAsync();
        Assert.Single(records.Immunizations);
        Assert.Empty(records.Issues);
    }

    [Theory]
    [InlineData("1", "", null)]
    [InlineData("3", "", 3)]
    [InlineData("999", "", null)]
    [InlineData("1", "OBX|1|NM|30973-2^Dose^LN|1|1\r", 1)]
    [InlineData("3", "OBX|1|NM|30973-2^Dose^LN|1|2\r", 2)]
    [InlineData("1", "OBX|1|NM|30973-2^Dose^LN|1|2\rOBX|2|NM|30973-2^Dose^LN|2|3\r", null)]
    [InlineData("1", "OBX|1|ST|30973-2^Dose^LN|1|refuerzo\r", null)]
    [InlineData("1", "ORC|RE\rOBX|1|NM|30973-2^Dose^LN|1|2\r", null)]
    public async Task Number_of_the_dose_is_told_where_the_message_tells_it(string counter, string observations, int? number)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1", counter: counter, more: observations));
        var dose = Assert.Single((await lab.AskAsync()).Immunizations);
        Assert.Equal(number, dose.HasDoseNumber ? dose.DoseNumber : null);
    }

    [Theory]
    [InlineData("3^SPR^CVX", "http://hl7.org/fhir/sid/cvx", "03", "SPR")]
    [InlineData("P-7^Sarampión PAI^99PAI^03^^CVX", "http://hl7.org/fhir/sid/cvx", "03", "SPR (sarampión, papera, rubéola)")]
    [InlineData("P-7^Vacuna local^99PAI", "urn:mspbs:vacunas:99pai", "P-7", "Vacuna local")]
    [InlineData("49281^TENIVAC^NDC", "http://hl7.org/fhir/sid/ndc", "49281", "TENIVAC")]
    [InlineData("^^^871751006^Vacuna^SCT", "http://snomed.info/sct", "871751006", "Vacuna")]
    public async Task Vaccine_is_told_by_the_code_that_is_known_most_widely(string vaccine, string system, string code, string name)
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1", vaccine));
        var dose = Assert.Single((await lab.AskAsync()).Immunizations);
        Assert.Equal((system, code, name), (dose.VaccineSystem, dose.VaccineCode, dose.VaccineName));
    }

    [Fact]
    public async Task Dose_is_corrected_and_taken_back_by_its_number()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1", filler: "7^P"), Sample.Vxu("2", date: "20261118", filler: "7^P", action: "U", time: "20261120090000"));
        Assert.Equal("2026-11-18", Assert.Single((await lab.AskAsync()).Immunizations).OccurrenceDate.ToIso());
        await lab.AcceptAsync(Sample.Vxu("3", date: "20261118", filler: "7^P", action: "D", time: "20261120100000"));
        Assert.Empty((await lab.AskAsync()).Immunizations);
        await lab.AcceptAsync(Sample.Vxu("4", filler: "7^P", time: "20261120093000"));
        Assert.Empty((await lab.AskAsync()).Immunizations);
    }

    [Fact]
    public async Task Dose_without_number_is_known_by_vaccine_and_day()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1"), Sample.Vxu("2", time: "20261120090000"), Sample.Vxu("3", date: "20261001"));
        Assert.Equal(2, (await lab.AskAsync()).Immunizations.Count);
        await lab.AcceptAsync(Sample.Vxu("4", action: "D", time: "20261120100000"));
        Assert.Equal("2026-10-01", Assert.Single((await lab.AskAsync()).Immunizations).OccurrenceDate.ToIso());
    }

    [Fact]
    public async Task Dose_that_was_taken_back_before_it_came_does_not_come()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("2", filler: "7^P", action: "D", time: "20261120100000"), Sample.Vxu("1", filler: "7^P"));
        Assert.Empty((await lab.AskAsync()).Immunizations);
    }

    [Fact]
    public async Task Nothing_administered_is_no_dose()
    {
        await using var lab = await Hl7Lab.StartAsync();
        await lab.AcceptAsync(Sample.Vxu("1", "998^No vaccine administered^CVX", status: "NA"));
        Assert.Empty((await lab.AskAsync()).Immunizations);
    }

    [Theory]
    [InlineData("", "20261119", "CP", "A", "RXA^1^5", "101")]
    [InlineData("03^SPR^CVX", "", "CP", "A", "RXA^1^3", "101")]
    [InlineData("03^SPR^CVX", "20261345", "CP", "A", "RXA^1^3", "102")]
    [InlineData("03^SPR^CVX", "20261119", "XX", "A", "RXA^1^20", "103")]
    [InlineData("03^SPR^CVX", "20261119", "CP", "X", "RXA^1^21", "103")]
    public async Task Message_with_a_dose_that_is_not_understood_is_refused_whole(
        string vaccine, string date, string status, string action, string place, string code)
    {
        await using var lab = await Hl7Lab.StartAsync();
        var answer = await lab.SendForAnswerAsync(Sample.Vxu("1", vaccine, date, status: status, action: action));
        Assert.Equal("AE", answer.Require("MSA").Field(1).Text);
        Assert.Equal((place, code), (answer.Require("ERR").Field(2).Raw.ToString(), answer.Require("ERR").Field(3).Text));
        var records = await lab.AskAsync();
        Assert.Empty(records.Immunizations);
        Assert.Equal(Beneficiary.V1.FactKind.Immunization, Assert.Single(records.Issues).Kind);
    }
}
