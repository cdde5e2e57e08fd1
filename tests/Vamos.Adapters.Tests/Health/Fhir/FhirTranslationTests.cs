namespace Vamos.Adapters.Tests.Health.Fhir;

using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Fhir;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Resources as other servers write them, over sockets.</summary>
public sealed class FhirTranslationTests
{
    [Fact]
    public async Task Summary_of_the_regional_network_is_read()
    {
        // Written after the style of the network's patient summaries: other vaccines' codes, no code system of ours, a document number beside others.
        var records = await AskAsync(
            """
            {"resourceType":"Patient","id":"2f1c","identifier":[
              {"system":"urn:oid:2.16.600.1","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"PPN"}]},"value":"PY/N100200"},
              {"use":"official","system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}],
             "active":true,"name":[{"use":"official","text":"Amada Riveros","family":"Riveros","given":["Amada"]}],"gender":"female","birthDate":"1994-10-13"}
            """,
            ("Immunization", """
            {"resourceType":"Immunization","id":"6f","meta":{"profile":["http://example.org/StructureDefinition/immunization"]},
             "extension":[{"url":"http://example.org/StructureDefinition/brand","valueCoding":{"system":"http://example.org/brands","code":"B1"}}],
             "location":{"display":"Centro de vacunación"},"status":"completed",
             "vaccineCode":{"coding":[{"system":"http://id.who.int/icd11/mms","code":"XM9QW8","display":"COVID-19 vaccine, non-replicating viral vector"}]},
             "lotNumber":"A1","patient":{"reference":"Patient/2f1c"},"occurrenceDateTime":"2020-11",
             "protocolApplied":[{"targetDisease":[{"coding":[{"system":"http://id.who.int/icd11/mms","code":"RA01"}]}],
               "doseNumberPositiveInt":1,"seriesDosesPositiveInt":2}]}
            """));

        Assert.Equal(("Amada", "Riveros"), (records.Person.Name.FirstGivenName, records.Person.Name.FirstSurname));
        var dose = Assert.Single(records.Immunizations);
        Assert.Equal(
            ("http://id.who.int/icd11/mms", "XM9QW8", "COVID-19 vaccine, non-replicating viral vector", 1, "2020-11", "Centro de vacunación"),
            (dose.VaccineSystem, dose.VaccineCode, dose.VaccineName, dose.DoseNumber, dose.OccurrenceDate.ToIso(), dose.Establishment));
        Assert.Empty(records.Issues);
    }

    [Theory]
    [InlineData("""{"family":"Benítez Núñez","given":["Ana María"]}""", "Ana|María|Benítez|Núñez|")]
    [InlineData("""{"family":"Benítez Núñez de Ocampos","given":["Ana"]}""", "Ana||Benítez|Núñez|de Ocampos")]
    [InlineData("""{"family":"de la Cruz Benítez","given":["Ana"]}""", "Ana||||")]
    [InlineData("""{"family":"San Martín","given":["Ana"]}""", "Ana||||")]
    [InlineData("""{"use":"nickname","family":"Nena"},{"use":"usual","family":"Vera","given":["Ana","Luz"]}""", "Ana|Luz|Vera||")]
    [InlineData("""{"use":"official","family":"Vera Rojas de Paz","given":["Ana"]},{"use":"maiden","family":"Vera Rojas"}""", "Ana||Vera|Rojas|de Paz")]
    [InlineData("""{"family":"X","_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-fathers-family","valueString":"de la Cruz"},{"url":"http://hl7.org/fhir/StructureDefinition/humanname-mothers-family","valueString":"San Martín"},{"url":"http://hl7.org/fhir/StructureDefinition/humanname-partner-prefix","valueString":"de"},{"url":"http://hl7.org/fhir/StructureDefinition/humanname-partner-name","valueString":"Paz"}]},"given":["Ana"]}""", "Ana||de la Cruz|San Martín|de Paz")]
    public async Task Names_are_split_where_no_doubt_is_left(string names, string expected)
    {
        var records = await AskAsync(Patient($"\"name\":[{names}]"));

        var name = records.Person.Name;
        Assert.Equal(expected, string.Join('|', name.FirstGivenName, name.OtherGivenNames, name.FirstSurname, name.SecondSurname, name.MarriedSurname));
        Assert.Equal(expected.EndsWith("||||", StringComparison.Ordinal), records.Issues.Any(issue => issue.Field == "Patient.name[0].family"));
    }

    [Theory]
    [InlineData("\"birthDate\":\"1958-02-30\"", "Patient.birthDate")]
    [InlineData("\"birthDate\":1958", "Patient.birthDate")]
    [InlineData("\"birthDate\":\"14/03/1958\"", "Patient.birthDate")]
    [InlineData("\"gender\":\"F\"", "Patient.gender")]
    [InlineData("\"name\":{\"family\":\"Vera\"}", "Patient.name")]
    [InlineData("\"name\":[{\"text\":\"Ana Vera\"}]", "Patient.name[0].text")]
    [InlineData("\"maritalStatus\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus\",\"code\":\"Q\"}]}", "Patient.maritalStatus.coding")]
    [InlineData("\"address\":[{\"district\":\"Bella Vista\"}]", "Patient.address[0].district")]
    [InlineData("\"address\":[{\"district\":\"Villeta\",\"state\":\"Guairá\"}]", "Patient.address[0].district")]
    [InlineData("\"address\":[{\"extension\":[{\"url\":\"http://www.mspbs.gov.py/fhir/StructureDefinition/distrito-ine\",\"valueCode\":\"9999\"}]}]", "Patient.address[0].extension")]
    public async Task What_cannot_be_told_is_left_out_and_named(string element, string field)
    {
        var records = await AskAsync(Patient(element));

        Assert.True(records.Found);
        Assert.NotNull(records.Person);
        var issue = Assert.Single(records.Issues);
        Assert.Equal(("Patient", "p1", field, FactKind.Person), (issue.RecordSource, issue.RecordKey, issue.Field, issue.Kind));
    }

    [Theory]
    [InlineData("\"address\":[{\"city\":\"VILLETA\",\"state\":\"central\"}]", "1116")]
    [InlineData("\"address\":[{\"district\":\"Bella Vista\",\"state\":\"Amambay\"}]", "1302")]
    [InlineData("\"address\":[{\"use\":\"old\",\"district\":\"Villeta\"}]", null)]
    [InlineData("\"address\":[{\"district\":\"Posadas\",\"country\":\"AR\"}]", null)]
    public async Task Districts_are_found_by_names_that_leave_no_doubt(string element, string? code)
    {
        var records = await AskAsync(Patient(element));

        Assert.Equal(code, records.Person.Residence?.DistrictCode);
        Assert.Empty(records.Issues);
    }

    [Theory]
    [InlineData("\"deceasedBoolean\":true", true, null)]
    [InlineData("\"deceasedBoolean\":false", false, null)]
    [InlineData("\"deceasedDateTime\":\"2024-05\"", true, "2024-05")]
    // Half past eleven in the evening of the thirtieth, in Paraguay.
    [InlineData("\"deceasedDateTime\":\"2025-05-01T02:30:00Z\"", true, "2025-04-30")]
    [InlineData("\"deceasedDateTime\":\"2023-05-01T23:30:00.123456789-04:00\"", true, "2023-05-01")]
    public async Task Death_is_told_with_what_is_known_of_its_day(string element, bool isDead, string? day)
    {
        var records = await AskAsync(Patient(element));

        Assert.Equal(isDead, records.Person.Death is not null);
        Assert.Equal(day, records.Person.Death?.Date?.ToIso());
        Assert.Empty(records.Issues);
    }

    [Theory]
    [InlineData("\"modifierExtension\":[{\"url\":\"http://example.org/x\"}]")]
    [InlineData("\"implicitRules\":\"http://example.org/rules\"")]
    public async Task Patient_whose_meaning_is_changed_is_known_but_tells_nothing(string element)
    {
        var records = await AskAsync(Patient(element), ("Immunization", Dose("p1")));

        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Empty(records.Immunizations);
        Assert.Contains(records.Issues, issue => issue.Kind == FactKind.Immunization);
    }

    [Theory]
    [InlineData("\"status\":\"completed\",\"vaccineCode\":{\"text\":\"BCG\"}", "Immunization.vaccineCode")]
    [InlineData("\"status\":\"completed\",\"vaccineCode\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/cvx\",\"code\":\"998\"}]}", "Immunization.vaccineCode")]
    [InlineData("\"status\":\"done\",\"vaccineCode\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/cvx\",\"code\":\"19\"}]}", "Immunization.status")]
    [InlineData("\"status\":\"completed\",\"isSubpotent\":true,\"vaccineCode\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/cvx\",\"code\":\"19\"}]}", "Immunization.isSubpotent")]
    public async Task Dose_that_is_not_understood_is_set_aside(string elements, string field)
    {
        var records = await AskAsync(
            Scripted.Patient, ("Immunization", $$$"""{"resourceType":"Immunization","id":"v9","patient":{"reference":"Patient/p1"},{{{elements}}}}"""));

        Assert.Empty(records.Immunizations);
        var issue = Assert.Single(records.Issues);
        Assert.Equal(("Immunization", "v9", field, FactKind.Immunization), (issue.RecordSource, issue.RecordKey, issue.Field, issue.Kind));
    }

    [Fact]
    public async Task Facts_of_a_patient_who_was_not_asked_for_are_left_out()
    {
        var records = await AskAsync(Scripted.Patient, ("Immunization", $"{Dose("p1")}|{Dose("p2", "v2")}|{Dose("https://elsewhere.org/fhir/Patient/p1", "v3")}"));

        Assert.Single(records.Immunizations);
    }

    [Theory]
    [InlineData("\"status\":\"active\",\"subscriber\":{\"reference\":\"Patient/p1\"}", CoverageRole.Contributor, null)]
    [InlineData("\"status\":\"active\",\"subscriber\":{\"identifier\":{\"system\":\"http://www.mspbs.gov.py/fhir/sid/cedula\",\"value\":\"7654321\"}}", CoverageRole.Dependant, null)]
    [InlineData("\"status\":\"active\"", CoverageRole.Unspecified, null)]
    [InlineData("\"status\":\"cancelled\",\"period\":{\"end\":\"2025-01-31\"}", CoverageRole.Unspecified, null)]
    [InlineData("\"status\":\"cancelled\"", null, "Coverage.period.end")]
    [InlineData("\"status\":\"draft\"", null, null)]
    [InlineData("\"status\":\"entered-in-error\"", null, null)]
    [InlineData("\"status\":\"active\",\"policyHolder\":{\"reference\":\"Patient/nobody\"}", CoverageRole.Dependant, "Coverage.policyHolder")]
    public async Task Coverage_is_told_by_who_pays_for_whom(string elements, CoverageRole? role, string? field)
    {
        var records = await AskAsync(
            Scripted.Patient,
            ("Coverage", $$$"""{"resourceType":"Coverage","id":"c1","beneficiary":{"reference":"Patient/p1"},"payor":[{"display":"Instituto de Previsión Social"}],{{{elements}}}}"""));

        Assert.Equal(role, records.Coverage.SingleOrDefault()?.Role);
        Assert.All(records.Coverage, coverage => Assert.Equal("IPS", coverage.Insurer));
        Assert.Equal(field, records.Issues.SingleOrDefault()?.Field);
    }

    [Theory]
    [InlineData("Z34.9", "2025-03-01", null, null)]
    [InlineData("O24", "2025-03-01", null, null)]
    [InlineData("O80.0", "2025-03-01", "2025-03-01", null)]
    [InlineData("Z39.2", null, null, null)]
    [InlineData("E44.1", null, null, NutritionFinding.Malnourished)]
    [InlineData("E43", null, null, NutritionFinding.Malnourished)]
    [InlineData("E66.9", null, null, null)]
    [InlineData("R634", null, null, NutritionFinding.AtRisk)]
    [InlineData("J06.9", null, null, null)]
    public async Task Encounters_tell_what_their_codes_say(string code, string? noted, string? ended, NutritionFinding? finding)
    {
        var records = await AskAsync(Scripted.Patient, ("Encounter", $$$"""
            {"resourceType":"Encounter","id":"e1","status":"finished","subject":{"reference":"Patient/p1"},"period":{"start":"2025-03-01T10:00:00-03:00"},
             "contained":[{"resourceType":"Condition","id":"d","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"{{{code}}}"}]}}],
             "reasonReference":[{"reference":"#d"}]}
            """));

        Assert.Equal(noted, records.Pregnancies.SingleOrDefault()?.NotedDate.ToIso());
        Assert.Equal(ended, records.Pregnancies.SingleOrDefault()?.EndDate?.ToIso());
        Assert.Equal(finding, records.NutritionAssessments.SingleOrDefault()?.Finding);
        Assert.Empty(records.Issues);
    }

    private static string Patient(string element) =>
        $$$"""{"resourceType":"Patient","id":"p1","identifier":[{"system":"{{{Scripted.CedulaSystem}}}","value":"1.234.567"}],{{{element}}}}""";

    private static string Dose(string patient, string id = "v1") => $$$"""
        {"resourceType":"Immunization","id":"{{{id}}}","status":"completed","occurrenceDateTime":"2020",
         "patient":{"reference":"{{{(patient.Contains('/', StringComparison.Ordinal) ? patient : $"Patient/{patient}")}}}"},
         "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"19"}]}}
        """;

    private static async Task<PersonRecords> AskAsync(string patients, params (string Type, string Resources)[] others)
    {
        using var server = Scripted.Holding([("Patient", patients), .. others]);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();
        return await reader.AskAsync(1_234_567);
    }
}
