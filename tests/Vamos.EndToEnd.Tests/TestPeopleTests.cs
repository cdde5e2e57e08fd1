namespace Vamos.EndToEnd.Tests;

using Google.Protobuf;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.EndToEnd.Tests.Running;

/// <summary>The stories of docs/sandbox.md, asked for through the command line as a newcomer would.</summary>
[Collection(SharedSandbox.Name)]
public sealed class TestPeopleTests(SandboxFixture sandbox)
{
    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static TheoryData<string, string, Func<Beneficiary, bool>> Stories => new()
    {
        { "99000001", "woman of 67 with a form of low ICV in Santa Rosa del Aguaray, rural", b =>
            b.Person.Sex == Sex.Female && Age(b) == 67 && b.Households.Any(h => h.QualityOfLifeIndex < 40 && h.Place is { DistrictCode: "0218", Area: Area.Rural })
            && b.Households.All(h => h.Members.All(m => m.MonthlyIncome == 0)) },
        { "99000002", "man of 70 with a salary", b => b.Person.Sex == Sex.Male && Age(b) == 70 && b.Households.Any(h => h.Members.Any(m => m.MonthlyIncome > 1_000_000))
            && b.Employment.Any(e => e is { MonthlySalary: 4_200_000, Provenance.Institution: "mtess" }) },
        { "99000003", "dead, and still active on a roll", b =>
            b.PersonRecords.All(p => p.Death?.Date is not null) && b.Enrollments.Any(e => e.Status == EnrollmentStatus.Active) },
        { "99000004", "head in Villeta, Tekoporã at instalment 12, two children", b =>
            Age(b) == 34 && b.Person.Residence.DistrictCode == "1116"
            && b.Enrollments.Any(e => e is { ProgrammeCode: "tekopora", Status: EnrollmentStatus.Active, Instalment: 12, Unit: BeneficiaryUnit.Household })
            && b.Households.Any(h => h.Members.Select(m => m.NationalId?.Number).Order().SequenceEqual(["99000004", "99000008", "99000014"])) },
        { "99000005", "pregnant indigenous woman of 29 in Mariscal Estigarribia, Boquerón, whatever the electoral body calls it", b =>
            Age(b) == 29 && b.Person.Residence.DistrictCode == "1602" && b.Person.Indigenous is { Indigenous: true, CommunityRegistered: true }
            && b.Households.Any(h => h.Members.Any(m => m.NationalId?.Number == "99000005" && m.Pregnant))
            && b.Pregnancies.Any(p => p.Provenance.Institution == "mspbs") },
        { "99000006", "indigenous man of 56 of a registered community", b =>
            Age(b) == 56 && b.Person.Indigenous is { Indigenous: true, CommunityRegistered: true } && b.Person.Residence.DistrictCode.StartsWith("17", StringComparison.Ordinal) },
        { "99000007", "Tekoporã at instalment 72", b => b.Enrollments.Any(e => e is { ProgrammeCode: "tekopora", Instalment: 72 }) },
        { "99000008", "child of 4 in the household of 99000004, which is in Tekoporã", b =>
            Age(b) == 4 && b.Enrollments.Any(e => e.ProgrammeCode == "tekopora" && e.Payee?.Number == "99000004")
            && b.Immunizations.Select(i => i.Provenance.System).Distinct().Order().SequenceEqual(["fhir", "hl7-eventos"]) },
        { "99000009", "man of 61 with a certified severe disability", b =>
            Age(b) == 61 && b.DisabilityCertificates.Any(d => d.Degree == DisabilityDegree.Severe) },
        { "99000010", "woman without letter", b => b.Person.Sex == Sex.Female && b.Person.NationalId.Letter.Length == 0 },
        { "A-99000010", "man with the letter A", b => b.Person.Sex == Sex.Male && b.Person.NationalId.Letter == "A" },
        { "99000011", "on the pension and on a retirement payment", b =>
            b.Enrollments.Any(e => e.Status == EnrollmentStatus.Active) && b.RetirementBenefits.Count != 0 },
        { "99000013", "woman of 66 without a form", b => Age(b) == 66 && b.Households.Count == 0 },
        { "99000014", "child of 9 who goes to school", b =>
            Age(b) == 9 && b.Households.Any(h => h.Members.Any(m => m.NationalId?.Number == "99000014" && m.AttendsSchool)) },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Person_has_the_records_of_the_story(string number, string story, Func<Beneficiary, bool> holds)
    {
        var ended = await sandbox.VamosAsync("beneficiary", "get", number, "--as", "utgs", "--json");

        Assert.True(ended.ExitCode == 0, ended.Error);
        var beneficiary = Json.Parse<GetBeneficiaryResponse>(ended.Output).Beneficiary;
        Assert.True(holds(beneficiary), $"{number} is not: {story}\n{ended.Output}");
        Assert.Equal(["mds", "mspbs"], beneficiary.PersonRecords.Select(p => p.Provenance.Institution).Order());
    }

    [Fact]
    public async Task Lookup_in_words_shows_person_programme_and_provenance()
    {
        var ended = await sandbox.VamosAsync("beneficiary", "get", "99000004", "--as", "utgs");

        Assert.Equal(0, ended.ExitCode);
        foreach (var shown in new[] { "MARÍA CONCEPCIÓN BENÍTEZ NÚÑEZ", "Villeta", "Tekoporã", "12", "mds" })
            Assert.Contains(shown, ended.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lookup_of_somebody_in_no_source_says_so_and_ends_with_3()
    {
        var ended = await sandbox.VamosAsync("beneficiary", "get", "99000012", "--as", "utgs");

        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("knows", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lookup_of_a_malformed_number_names_the_field_and_ends_with_2()
    {
        var ended = await sandbox.VamosAsync("beneficiary", "get", "10x", "--as", "utgs");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("national_id.number", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_of_the_sandbox_hold_the_rows_set_aside_and_no_person()
    {
        await sandbox.VamosAsync("beneficiary", "get", "99000004", "--as", "utgs");

        var logs = Directory.GetFiles(Path.Combine(sandbox.Folder, ".sandbox", "logs")).Select(ReadShared).ToArray();

        Assert.Contains(logs, text => text.Contains("set aside", StringComparison.Ordinal));
        Assert.All(logs, text => Assert.DoesNotMatch(@"\b9[19]0[0-9]{5}\b", text));
        Assert.All(logs, text => Assert.DoesNotContain("BENÍTEZ", text, StringComparison.OrdinalIgnoreCase));
    }

    private static int Age(Beneficiary beneficiary)
    {
        Assert.True(beneficiary.Person.BirthDate.TryToDateOnly(out var born));
        var today = DateOnly.FromDateTime(DateTime.Now);
        return today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
    }

    // the sandbox is still writing
    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
