namespace Vamos.Programmes.Tests.Rules;

using Vamos.Documents;
using Vamos.Programmes.Checks;

/// <summary>Every mistake is found where it stands, and the message says what would be right.</summary>
public sealed class BadProgrammeTests
{
    private const string File = "prueba.yaml";

    private const string Good = """
        code: prueba
        name: Programa de prueba
        institution: mds
        unit: person
        pillar: social-security
        roll_codes: [prueba-vieja]
        versions:
          - version: '2024.1'
            valid_from: 2024-01-01
            legal_basis: Ley 1/2024
            criteria:
              - code: alive
                description: Vivir.
                legal_basis: Ley 1/2024
                verified: true
                source: texto de la ley
                requires: { type: alive }
              - code: age
                description: Tener 65 años.
                legal_basis: Ley 1/2024
                verified: false
                requires:
                  type: age
                  at_least: 65
                  exceptions:
                    - { category: indigenous-registered, at_least: 55 }
              - code: index
                description: ICV hasta 40.
                legal_basis: Ley 1/2024
                verified: false
                requires: { type: quality-of-life-index, at_most: 40.5 }
              - code: groups
                description: Uno u otro.
                legal_basis: Ley 1/2024
                verified: false
                requires:
                  type: any
                  of:
                    - { type: enrolled, programme: tekopora }
                    - { type: household-includes, child_up_to: 5 }
          - version: '2020.1'
            valid_from: 2020-01-01
            valid_until: 2023-12-31
            legal_basis: Ley 1/2020
            criteria:
              - code: alive
                description: Vivir.
                legal_basis: Ley 1/2020
                verified: false
                requires: { type: alive }
        """;

    // what is replaced | by what | line | key | words of the message
    public static TheoryData<string, string, int, string, string> Programmes => new()
    {
        { "unit: person", "unit: family", 4, "unit", "must be one of person, household" },
        { "unit: person", "unit: unspecified", 4, "unit", "must be one of person, household" },
        { "pillar: social-security", "pilar: social-security", 5, "pilar", "is no key here; the keys are code, name" },
        { "institution: mds\n", "", 1, "institution", "is missing" },
        { "code: prueba\n", "code: Prueba\n", 1, "code", "must be the code of a programme" },
        { "code: prueba\n", "code: otra\n", 1, "code", "so the file must be otra.yaml" },
        { "code: prueba\n", "code: tekopora\n", 1, "code", "so the file must be tekopora.yaml" },
        { "[prueba-vieja]", "[prueba]", 6, "roll_codes[0]", "which prueba.yaml has already" },
        { "[prueba-vieja]", "[pension-adultos-mayores]", 6, "roll_codes[0]", "which pension-universal.yaml has already" },
        { "version: '2024.1'", "version: 2024.1", 8, "versions[0].version", "must be text in quotes" },
        { "version: '2020.1'", "version: '2024.1'", 41, "versions[1].version", "stands at line 8 already" },
        { "legal_basis: Ley 1/2024\n    criteria", "criteria", 8, "versions[0].legal_basis", "is missing" },
        { "valid_from: 2024-01-01", "valid_from: 2024-02-30", 9, "versions[0].valid_from", "must be a day of the calendar" },
        { "valid_from: 2024-01-01", "valid_from: 2023-12-31", 43, "versions[1].valid_until", "'2024.1' is in force already, from 2023-12-31" },
        { "valid_from: 2024-01-01", "valid_from: 2024-01-02", 43, "versions[1].valid_until", "close the gap" },
        { "    valid_until: 2023-12-31\n", "", 41, "versions[1].valid_until", "so '2020.1' ends on 2023-12-31" },
        { "valid_until: 2023-12-31", "valid_until: 2019-12-31", 43, "versions[1].valid_until", "before the first day, 2020-01-01" },
        { "source: texto de la ley\n        ", "", 12, "versions[0].criteria[0].source", "what is verified must say where it was read" },
        { "verified: true\n", "verified: yes\n", 15, "versions[0].criteria[0].verified", "must be true or false" },
        { "- code: age", "- code: alive", 18, "versions[0].criteria[1].code", "stands at line 12 already" },
        { "- code: age", "- code: Edad", 18, "versions[0].criteria[1].code", "lower-case letters" },
        { "legal_basis: Ley 1/2024\n        verified: true", "verified: true", 12, "versions[0].criteria[0].legal_basis", "is missing" },
        { "type: age", "type: aged", 23, "versions[0].criteria[1].requires.type", "must be one of alive, age, nationality-residence" },
        { "          type: age\n", "", 22, "versions[0].criteria[1].requires.type", "is missing; it is one of alive, age" },
        { "{ type: alive }\n      - code: age", "alive\n      - code: age", 17, "versions[0].criteria[0].requires", "must be a group of keys with type" },
        { "at_least: 65", "at_least: 200", 24, "versions[0].criteria[1].requires.at_least", "must be a whole number from 0 to 130" },
        { "at_least: 65", "at_lest: 65", 24, "versions[0].criteria[1].requires.at_lest", "the keys are at_least, below, exceptions" },
        { "at_least: 55", "at_least: 65", 26, "versions[0].criteria[1].requires.exceptions[0].at_least", "must be below" },
        { "category: indigenous-registered", "category: indigenous", 26, "versions[0].criteria[1].requires.exceptions[0].category", "must be one of indigenous-reg" },
        { "at_least: 65\n", "at_least: 65\n          below: 60\n", 25, "versions[0].criteria[1].requires.below", "which nobody is" },
        { "at_most: 40.5", "at_most: 140", 31, "versions[0].criteria[2].requires.at_most", "must be a number from 0 to 100" },
        { ", at_most: 40.5", "", 31, "versions[0].criteria[2].requires", "must have at_most, at_least or both" },
        { "at_most: 40.5", "at_most: 40, at_least: 50", 31, "versions[0].criteria[2].requires.at_least", "above the ceiling" },
        { "programme: tekopora", "programme: tekoporan", 39, "versions[0].criteria[3].requires.of[0].programme", "is the code of no programme" },
        { ", child_up_to: 5", "", 40, "versions[0].criteria[3].requires.of[1]", "must have at least one of child_up_to" },
        { "            - { type: household-includes, child_up_to: 5 }\n", "", 38, "versions[0].criteria[3].requires.of", "must have at least 2" },
    };

    public static TheoryData<string, string> Broken => new()
    {
        { "", "is empty" },
        { "a: [", "is not YAML" },
        { "!![", "is not YAML" },
        { "code: x\n?\t{\na", "is not YAML from here on" },
        { "a: &a [*a]", "contains itself by way of *a" },
        { string.Concat(Enumerable.Repeat("[", 100_000)), "levels deep" },
        { "--- {}\n--- {}", "must be one" },
        { "- code: prueba", "must be a group of the keys" },
        { "just text", "must be a group of the keys" },
    };

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Programme_with_a_mistake_is_refused_at_its_place(string part, string by, int line, string path, string words)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var at = Good.IndexOf(part, StringComparison.Ordinal);

        var result = Repository.With(File, Good[..at] + by + Good[(at + part.Length)..]);

        Assert.Null(result.Book);
        var finding = Assert.Single(result.Errors, f => f.File == File && f.Path == path);
        Assert.Equal(line, finding.Line);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Text_that_is_no_document_is_one_finding(string text, string words)
    {
        var result = Repository.With(File, text);

        Assert.Null(result.Book);
        Assert.Contains(words, Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_programme_has_no_findings()
    {
        var result = Repository.With(File, Good);

        Assert.Empty(result.Findings);
        Assert.Equal("prueba", result.Book!.Find("prueba-vieja")!.Code);
    }

    [Fact]
    public void Many_mistakes_are_all_reported_at_once()
    {
        var bad = Good.Replace("unit: person", "unit: family").Replace("at_least: 65", "at_least: old").Replace("programme: tekopora", "programme: nada")
            .Replace("2020-01-01", "2020-13-01").Replace("verified: true", "verified: maybe");

        var paths = Repository.With(File, bad).Errors.Select(f => f.Path);

        Assert.Equal(
            [
                "unit",
                "versions[0].criteria[0].verified",
                "versions[0].criteria[1].requires.at_least",
                "versions[0].criteria[3].requires.of[0].programme",
                "versions[1].valid_from",
            ],
            paths);
    }

    [Fact]
    public void Programme_that_does_not_ask_whether_people_live_is_warned_of_and_used()
    {
        var result = Repository.With(File, Good.Replace("requires: { type: alive }", "requires: { type: no-salary }"));

        Assert.NotNull(result.Book);
        Assert.Equal(2, result.Findings.Count(f => f.Severity == Severity.Warning && f.Message.Contains("people who have died", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("enrolled_in: [pension-universal]", "enrolled_in: [pension]", "rules[1].enrolled_in[0]", "is the code of no programme")]
    [InlineData("code: pension-with-salary", "code: pension-with-retirement", "rules[2].code", "a code is given once")]
    [InlineData("type: no-salary", "type: salary", "rules[2].demands.type", "must be one of alive")]
    [InlineData("valid_from: 2024-10-29", "valid_from: 2024-10-29\n    valid_until: 2024-10-28", "rules[4].valid_until", "before the first day")]
    public void Incompatibility_with_a_mistake_is_refused_at_its_place(string part, string by, string path, string words)
    {
        var good = Repository.Texts.Single(t => t.Name == ProgrammeCheck.IncompatibilitiesFile).Text;
        Assert.Contains(part, good, StringComparison.Ordinal);
        var at = good.IndexOf(part, StringComparison.Ordinal);

        var result = Repository.With(ProgrammeCheck.IncompatibilitiesFile, good[..at] + by + good[(at + part.Length)..]);

        var finding = Assert.Single(result.Errors);
        Assert.Equal(path, finding.Path);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_without_documents_is_refused_without_a_stack_trace()
    {
        var result = ProgrammeCheck.Folder(Path.Combine(Path.GetTempPath(), "no-such-folder-" + Guid.NewGuid().ToString("N")));

        Assert.Null(result.Book);
        Assert.Equal([".", ".", "incompatibilities.yaml", "protections.yaml"], result.Errors.Select(e => e.File));
    }
}
