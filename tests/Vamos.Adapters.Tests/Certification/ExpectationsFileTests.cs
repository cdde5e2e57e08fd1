namespace Vamos.Adapters.Tests.Certification;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Adapters.Certification.Wire;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What a file of expectations may say, and what answers it fits.</summary>
public sealed class ExpectationsFileTests
{
    [Fact]
    public void Everything_in_a_file_is_understood()
    {
        var read = ExpectationsFile.Parse(
            """
            people:
              - 7100001
              - national_id: { number: "7100003", letter: A }
                name: somebody
                records: { person: { birth_date: 1992-03 } }
            unknown: [B-7100004]
            changes: { command: touch it, times: 5, within: 90s }
            timeouts: { call: 250ms, clock: 2m }
            """,
            "/somewhere");

        Assert.Equal(["people[0]", "somebody"], read.People.Select(person => person.Label));
        Assert.Equal(["7100001", "A-7100003"], read.People.Select(person => person.NationalId.ToText()));
        Assert.Equal("B-7100004", Assert.Single(read.Unknown).ToText());
        var changes = read.Changes!;
        Assert.Equal(("touch it", "/somewhere", 5, TimeSpan.FromSeconds(90)), (changes.Command, changes.Folder, changes.Times, changes.Within));
        Assert.Equal(2, changes.People.Count);
        Assert.Equal((TimeSpan.FromMilliseconds(250), TimeSpan.FromMinutes(2)), (read.Timeouts.Call, read.Timeouts.Clock));
        Assert.Equal(TimeSpan.FromSeconds(60), read.Timeouts.Batch);
    }

    [Fact]
    public void Json_with_names_as_json_has_them_is_understood_too()
    {
        const string Json = "{\n\t\"people\": [{\"national_id\": \"7100001\", \"records\": {\"schoolEnrollments\": [{\"districtCode\": \"1116\"}]}}]\n}";

        var read = ExpectationsFile.Parse(Json, "/");

        Assert.Empty(Differences(read, new PersonRecords { SchoolEnrollments = { new SchoolEnrollment { DistrictCode = "1116" } } }));
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_said_at_once_with_its_line()
    {
        var errors = Errors(
            """
            people:
              - national_id: 12x
              - national_id: 7100001
                records:
                  enrolments: []
                  person: { sex: FEMALE, birth_date: yesterday }
            unkown: []
            changes: { times: 1 }
            timeouts: { call: soon }
            """);

        Assert.Equal(8, errors.Count);
        Assert.Contains(errors, error => error.StartsWith("line 2: people[0].national_id must be", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("line 5: people[1].records has no field 'enrolments'; PersonRecords has", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("person.sex must be one of SEX_UNSPECIFIED", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("person.birth_date must be a date like 2026-03-14", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("line 7: the file has no 'unkown'", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("line 8: changes.command is required", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("line 8: changes.times must be a number from 2 to 100", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("line 9: timeouts.call must be a time like", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("people: [")]
    [InlineData("just a word")]
    [InlineData("- a\n- list")]
    [InlineData("people: 7")]
    [InlineData("? [a, b]\n: c")]
    public void Text_that_is_no_such_file_is_refused_in_words(string text) => Assert.NotEmpty(Errors(text));

    [Theory]
    [InlineData("enrollments: [{ programme_code: tekopora, status: ENROLLMENT_STATUS_ACTIVE, instalment: 12 }]", null)]
    [InlineData("enrollments: [{ end_date: null, payee: null, reason: null }]", null)]
    [InlineData("enrollments: [{ programme_code: tenondera }, { programme_code: tekopora }]", null)]
    [InlineData("person: { birth_date: 1992-03-14, name: { first_surname: BENÍTEZ }, national_id: 7100001 }", null)]
    [InlineData("livestock: []", null)]
    [InlineData("enrollments: [{ amount: 0 }]", "none is as expected under number 1; in the closest enrollments.amount is not 0")]
    [InlineData("enrollments: [{ instalment: null }]", "in the closest enrollments.instalment must be absent, but is there")]
    [InlineData("enrollments: []", "enrollments must be empty, but has 2")]
    [InlineData("enrollments: [{ unit: BENEFICIARY_UNIT_HOUSEHOLD }, { amount: 375000 }]", "under number 2; in the closest enrollments.amount is not 375000")]
    [InlineData("livestock: [{ cattle: 7 }]", "livestock has 0, but 1 are expected")]
    [InlineData("person: { birth_date: 1992 }", "person.birth_date is not 1992")]
    [InlineData("person: { death: { date: 2026 } }", "person.death is absent")]
    public void Answer_is_compared_with_what_is_expected_of_it(string expected, string? difference)
    {
        var differences = Differences(ExpectationsFile.Parse($"people:\n  - national_id: 7100001\n    records: {{ {expected} }}", "/"), Sample());

        if (difference is null)
            Assert.Empty(differences);
        else
            Assert.Contains(difference, Assert.Single(differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_the_answer_are_shown_only_on_request()
    {
        var expected = ExpectationsFile.Parse("people: [{ national_id: 7100001, records: { person: { birth_date: 1990-01-01 } } }]", "/").People[0].Records!;

        Assert.Equal("person.birth_date is not 1990-01-01", Assert.Single(new ExpectedMatch(showValues: false).Differences(expected, Sample())));
        Assert.Equal("person.birth_date is not 1990-01-01 but 1992-03-14", Assert.Single(new ExpectedMatch(showValues: true).Differences(expected, Sample())));
    }

    [Fact]
    public void File_written_from_an_answer_fits_this_answer()
    {
        var person = new NationalId { Number = "7100001" };
        var written = ExpectationsWriter.Write(
            new DescribeResponse { Institution = "mds" },
            [(person, Outcome.Of(Sample())), (new NationalId { Number = "5", Letter = "B" }, Outcome.Of(new PersonRecords()))]);

        var read = ExpectationsFile.Parse(written, "/");

        Assert.Equal("B-5", Assert.Single(read.Unknown).ToText());
        Assert.Empty(Differences(read, Sample()));
        Assert.NotEmpty(Differences(read, new PersonRecords { Found = true, Person = new Person() }));
    }

    private static PersonRecords Sample() => new()
    {
        NationalId = new NationalId { Number = "7100001" },
        Found = true,
        Person = new Person
        {
            NationalId = new NationalId { Number = "7100001", CountryCode = "PY" },
            Name = new PersonName { FirstGivenName = "MARÍA \"CHIQUITA\"", FirstSurname = "BENÍTEZ" },
            BirthDate = new Date { Year = 1992, Month = 3, Day = 14 },
            Sex = Sex.Female,
            Provenance = new Provenance { Institution = "mds", AsOf = new Timestamp { Seconds = 1 } },
        },
        Enrollments =
        {
            new Enrollment
            {
                ProgrammeCode = "tekopora", Status = EnrollmentStatus.Active, Instalment = 12, Amount = 375_000, Unit = BeneficiaryUnit.Household,
            },
            new Enrollment { ProgrammeCode = "tenondera", Status = EnrollmentStatus.Applied, Instalment = 0, Amount = 1 },
        },
        Households = { new HouseholdRecord { QualityOfLifeIndex = 20.5, Members = { new HouseholdMember { Pregnant = false }, new HouseholdMember() } } },
    };

    private static IReadOnlyList<string> Errors(string text) => Assert.Throws<ExpectationsException>(() => ExpectationsFile.Parse(text, "/")).Errors;

    private static IReadOnlyList<string> Differences(AdapterExpectations expectations, PersonRecords records) =>
        [.. new ExpectedMatch(showValues: false).Differences(expectations.People[0].Records!, records)];
}
