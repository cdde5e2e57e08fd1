namespace Vamos.Trust.Tests.Agreements;

using Vamos.Documents;
using Vamos.Trust.Agreements.Checks;

/// <summary>Every mistake is found where it stands, and the message says what would be right.</summary>
public sealed class BadDocumentTests
{
    // what is replaced | by what | line | key | words of the message
    public static TheoryData<string, string, int, string, string> Agreements => new()
    {
        { "parties:", "ilustrative: true\nparties:", 3, "ilustrative", "is no key here; the keys are id, title, illustrative" },
        { "title: Control de prestaciones\n", "", 1, "title", "is missing" },
        { "id: mtess-control", "id: MTESS control", 1, "id", "must be 3 to 64 lower-case letters" },
        { "  consumer: mtess", "  consumer: mtes", 4, "parties.consumer", "is 'mtes', which institutions.yaml does not have; it has mds, mtess, utgs" },
        { "  consumer: mtess", "  consumer: mds", 4, "parties.consumer", "has not the role consumer" },
        { "providers: [mds]", "providers: [utgs]", 5, "parties.providers[0]", "has not the role provider" },
        { "providers: [mds]", "providers: [mds, mds]", 5, "parties.providers[1]", "is given twice" },
        { "providers: [mds]", "providers: mds", 5, "parties.providers", "must be a list" },
        { "providers: [mds]", "providers: []", 5, "parties.providers", "must have at least 1" },
        { "number: '12/2026'", "number: 12", 8, "instrument.number", "must be text, in quotes" },
        { "date: 2025-12-01", "date: 1/12/2025", 9, "instrument.date", "must be a day of the calendar" },
        { "date: 2025-12-01", "date: 2025-02-30", 9, "instrument.date", "must be a day of the calendar" },
        { "date: 2025-12-01", "date: 2026-03-01", 9, "instrument.date", "after the first day of the agreement" },
        { "until: 2026-12-31", "until: 2025-12-31", 13, "validity.until", "before the first day, 2026-01-01" },
        { "[PURPOSE_BENEFIT_CONTROL]", "[PURPOSE_CURIOSITY]", 14, "purposes[0]", "must be one of PURPOSE_ELIGIBILITY_ASSESSMENT" },
        { "[PURPOSE_BENEFIT_CONTROL]", "[PURPOSE_UNSPECIFIED]", 14, "purposes[0]", "must be one of" },
        { "[PURPOSE_BENEFIT_CONTROL]", "[PURPOSE_BENEFIT_CONTROL, PURPOSE_BENEFIT_CONTROL]", 14, "purposes[1]", "is given twice" },
        { "purposes: [PURPOSE_BENEFIT_CONTROL]\n", "", 1, "purposes", "must name at least one purpose" },
        { "programmes: [tekopora]", "programmes: [Tekoporã]", 15, "programmes[0]", "must be the code of a programme" },
        { "per_second: 5", "per_second: many", 17, "quota.per_second", "must be a whole number from 1 to 100000" },
        { "per_second: 5", "per_second: 0", 17, "quota.per_second", "must be a whole number from 1" },
        { "per_second: 5", "per_second: 500", 17, "quota.per_second", "more than the 100 of a whole day" },
        { "max_staleness: 24h", "max_staleness: 24", 19, "max_staleness", "for example 24h" },
        { "audit_class: standard", "audit_class: secret", 20, "audit_class", "must be one of standard, sensitive, reference" },
        { "BeneficiaryService/GetBeneficiary", "BeneficiaryService/GetPerson", 22, "methods[0].method", "written Service/Method" },
        { "BeneficiaryService/GetBeneficiary", "EligibilityService/GetBeneficiary", 22, "methods[0].method", "perhaps BeneficiaryService/GetBeneficiary" },
        { "BeneficiaryService/GetBeneficiary", "vamos.adapter.v1.AdapterService/GetRecords", 22, "methods[0].method", "is no method that agreements grant" },
        { "EligibilityService/ListProgrammes", "vamos.eligibility.v1.EligibilityService/CheckEligibility", 29, "methods[2].method", "grants already" },
        { "first_surname", "surname", 24, "methods[0].fields[0]", "PersonName has only first_given_name" },
        { "first_surname", "firstSurname", 24, "methods[0].fields[0]", "which the contract writes first_surname" },
        { "beneficiary.person.name.first_surname", "beneficiary.person", 24, "methods[0].fields[0]", "or write beneficiary.person.* for all of them" },
        { "beneficiary.person.name.first_surname", "beneficiary.person.birth_date.year", 24, "methods[0].fields[0]", "which is a value; end it there" },
        { "beneficiary.person.name.first_surname", "beneficiary.*.name", 24, "methods[0].fields[0]", "may have * only at its end" },
        { "beneficiary.person.name.first_surname", "beneficiary.*", 25, "methods[0].fields[1]", "which the paths before it grant already" },
        { "fields: ['*']", "fields: []", 30, "methods[2].fields", "must have at least 1" },
        { "fields: ['*']", "fields: [*]", 30, "document", "is not YAML" },
    };

    private const string Pinned = "public_key_sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static TheoryData<string, string, int, string, string> InstitutionDocuments => new()
    {
        { "code: mds", "code: mtess", 5, "institutions[1].code", "stands at line 2 already" },
        { "code: mds", "code: MDS", 5, "institutions[1].code", "must be the code of an institution" },
        { "roles: [provider]", "roles: [boss]", 7, "institutions[1].roles[0]", "must be one of consumer, provider, monitor" },
        { "roles: [provider]", "roles: []", 7, "institutions[1].roles", "must have at least 1" },
        { "public_key_sha256: 0123", "public_key_sha256: XYZ", 12, "institutions[2].certificates[0].public_key_sha256", "64 hexadecimal digits" },
        { Pinned, "issuer: CN=CA", 12, "institutions[2].certificates[0]", "issuer and subject together" },
        { Pinned, "{ issuer: 'CN=CA', subject: 'x=y=z' }", 12, "institutions[2].certificates[0]", "distinguished names" },
    };

    [Theory]
    [MemberData(nameof(Agreements))]
    public void Agreement_with_a_mistake_is_refused_at_its_place(string part, string by, int line, string path, string words)
    {
        AssertOnly(Papers.Check(agreement: Papers.With(part, by)), Papers.AgreementFile, line, path, words);
    }

    [Theory]
    [MemberData(nameof(InstitutionDocuments))]
    public void Institution_with_a_mistake_is_refused_at_its_place(string part, string by, int line, string path, string words)
    {
        var result = Papers.Check(Papers.Replace(Papers.Institutions, part, by));

        Assert.Null(result.Book);
        var finding = Assert.Single(result.Errors, f => f.File == "institutions.yaml");
        Assert.Equal((line, path), (finding.Line, finding.Path));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_documents_have_no_findings()
    {
        var result = Papers.Check();

        Assert.Empty(result.Findings);
        Assert.NotNull(result.Book);
    }

    [Fact]
    public void Many_mistakes_are_all_reported_at_once()
    {
        var bad = Papers.With("consumer: mtess", "consumer: nobody").Replace("24h", "ever").Replace("first_surname", "nickname").Replace("title:", "tittle:");

        var paths = Papers.Check(agreement: bad).Errors.Select(f => f.Path);

        Assert.Equal(["title", "tittle", "parties.consumer", "max_staleness", "methods[0].fields[0]"], paths);
    }

    [Fact]
    public void Programmes_that_no_method_asks_about_are_refused()
    {
        var bad = Papers.With("EligibilityService/CheckEligibility", "BeneficiaryService/FindIncompatibilities").Replace("decision.verdict", "sources");

        AssertOnly(Papers.Check(agreement: bad), Papers.AgreementFile, 15, "programmes", "bounds nothing");
    }

    [Fact]
    public void Agreements_with_one_identifier_are_refused()
    {
        var twin = Papers.Replace(Papers.Agreement, "PURPOSE_BENEFIT_CONTROL", "PURPOSE_REFERRAL").Replace("ListProgrammes", "GetProgramme");

        AssertOnly(Papers.Check(more: twin), "agreements/other0.yaml", 1, "id", "which agreements/mtess.yaml has already");
    }

    [Theory]
    [InlineData("PURPOSE_BENEFIT_CONTROL", "2026-12-31", "tekopora", "methods[0].method methods[1].method methods[2].method")]
    [InlineData("PURPOSE_REFERRAL", "2026-12-31", "tekopora", "methods[2].method")]
    [InlineData("PURPOSE_BENEFIT_CONTROL", "2026-12-31", "abrazo", "methods[0].method methods[2].method")]
    public void Agreements_that_cover_the_same_question_are_refused(string purpose, string until, string programme, string paths)
    {
        var other = Other(purpose, "2026-12-31", until, programme);

        var errors = Papers.Check(more: other).Errors.ToList();

        Assert.Equal(paths.Split(' '), errors.Select(e => e.Path));
        Assert.All(errors, e => Assert.Contains("is granted by 'mtess-control' (agreements/mtess.yaml) too", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Agreement_that_follows_another_is_accepted() =>
        Assert.Empty(Papers.Check(more: Other("PURPOSE_BENEFIT_CONTROL", "2027-01-01", "2027-12-31", "tekopora")).Findings);

    [Theory]
    [InlineData("2026-05-31", "is past")]
    [InlineData("2026-06-15", "is near")]
    public void Agreement_that_ends_is_warned_of_and_used(string until, string words)
    {
        var result = Papers.Check(agreement: Papers.With("2026-12-31", until));

        var warning = Assert.Single(result.Findings);
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains(words, warning.Message, StringComparison.Ordinal);
        Assert.NotNull(result.Book);
    }

    [Fact]
    public void Folder_without_documents_is_refused_without_a_stack_trace()
    {
        var result = AgreementCheck.Folder(Path.Combine(Path.GetTempPath(), "no-such-folder-" + Guid.NewGuid().ToString("N")), Papers.Today);

        Assert.Null(result.Book);
        Assert.Equal(["agreements", "institutions.yaml"], result.Errors.Select(e => e.File));
    }

    private static string Other(string purpose, string from, string until, string programme) => Papers.Agreement
        .Replace("id: mtess-control", "id: mtess-other").Replace("PURPOSE_BENEFIT_CONTROL", purpose)
        .Replace("from: 2026-01-01", $"from: {from}").Replace("until: 2026-12-31", $"until: {until}").Replace("tekopora", programme);

    private static void AssertOnly(AgreementCheckResult result, string file, int line, string path, string words)
    {
        Assert.Null(result.Book);
        var finding = Assert.Single(result.Errors);
        Assert.Equal((file, line, path), (finding.File, finding.Line, finding.Path));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }
}
