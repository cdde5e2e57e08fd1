namespace Vamos.Adapters.Tests.Health.Fhir;

using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Fhir;

/// <summary>Who is who among the patients.</summary>
public sealed class FhirIdentityTests
{
    [Fact]
    public async Task Patient_that_only_resembles_the_one_asked_for_is_not_taken()
    {
        var records = await AskAsync("""
            {"resourceType":"Patient","id":"a","identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"A-1234567"}]}|
            {"resourceType":"Patient","id":"b","identifier":[{"system":"http://example.org/pasaporte","value":"1234567"}]}|
            {"resourceType":"Patient","id":"c","identifier":[{"use":"old","system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}
            """);

        Assert.False(records.Found);
    }

    [Fact]
    public async Task Record_replaced_by_one_of_another_number_tells_nothing()
    {
        var records = await AskAsync("""
            {"resourceType":"Patient","id":"p1","active":false,"link":[{"type":"replaced-by","other":{"reference":"Patient/p2"}}],
             "identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}|
            {"resourceType":"Patient","id":"p2","identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"A-1234567"}],"name":[{"family":"Vera"}]}
            """);

        Assert.True(records.Found);
        Assert.Null(records.Person);
        Assert.Contains(records.Issues, issue => issue is { Field: "Patient.link[0]", Reason: "a linked record of another number" });
    }

    [Fact]
    public async Task Records_that_replace_each_other_do_not_hang_the_reader()
    {
        var records = await AskAsync("""
            {"resourceType":"Patient","id":"p1","link":[{"type":"replaced-by","other":{"reference":"Patient/p2"}}],
             "identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}|
            {"resourceType":"Patient","id":"p2","link":[{"type":"replaced-by","other":{"reference":"Patient/p1"}}]}
            """);

        Assert.True(records.Found);
        Assert.Null(records.Person);
    }

    [Fact]
    public async Task Key_made_of_a_cedula_is_not_passed_on()
    {
        var records = await AskAsync("""
            {"resourceType":"Patient","id":"ci-1234567","gender":"F","identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}
            """);

        Assert.StartsWith("hidden-", Assert.Single(records.Issues).RecordKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_out_of_use_is_not_mixed_with_the_one_in_use()
    {
        var records = await AskAsync("""
            {"resourceType":"Patient","id":"p1","active":false,"name":[{"family":"Ayala"}],
             "identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}|
            {"resourceType":"Patient","id":"p2","name":[{"family":"Vera"}],"identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}
            """);

        Assert.Equal("Vera", records.Person.Name.FirstSurname);
        Assert.Contains(records.Issues, issue => issue is { RecordKey: "p1", Field: "Patient.active" });
    }

    [Fact]
    public async Task Record_without_a_number_that_was_merged_into_the_person_counts()
    {
        var records = await AskAsync(
            """
            {"resourceType":"Patient","id":"p1","link":[{"type":"replaces","other":{"reference":"Patient/nn"}}],
             "identifier":[{"system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567"}]}|
            {"resourceType":"Patient","id":"nn","active":false}
            """,
            ("Immunization", """
            {"resourceType":"Immunization","id":"v1","status":"completed","occurrenceDateTime":"2020","patient":{"reference":"Patient/nn/_history/2"},
             "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"19"}]}}
            """));

        Assert.Single(records.Immunizations);
        Assert.Empty(records.Issues);
    }

    private static async Task<PersonRecords> AskAsync(string patients, params (string Type, string Resources)[] others)
    {
        using var server = Scripted.Holding([("Patient", patients), .. others]);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();
        return await reader.AskAsync(1_234_567);
    }
}
