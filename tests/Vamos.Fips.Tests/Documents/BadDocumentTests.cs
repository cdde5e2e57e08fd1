namespace Vamos.Fips.Tests.Documents;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Fips.Documents;
using Vamos.Fips.Tests.Lab;

public sealed class BadDocumentTests
{
    private static readonly string[] Pieces =
    [
        "members", "interview:", "birth_date",
        "- ", "{", "}", "[", "]", ": ", "\n", "  ", "'", "\"", "&a ", "*a", "<<: ", "? ", "!!int ", "| ", "---\n", "...\n",
        "\t", "~",
        "2024-01-01", "999999999999999999999", "NaN", ".inf", "\u0000", "\uFFFE", "ñ", "null", "true", "# ", "%YAML 9.9\n", "1e400", "\\ud800", ",",
    ];

    [Theory]
    [InlineData("members: [{sexo: F}]", "f.yaml:1: error: members[0].sexo is no field of the contract")]
    [InlineData("members:\n- sex: F", "f.yaml:2: error: members[0].sex must be one of SEX_FEMALE, SEX_MALE")]
    [InlineData("members:\n- name: Ana", "f.yaml:2: error: members[0].name must be a group of fields")]
    [InlineData("members:\n  sex: F", "f.yaml:2: error: members must be a list")]
    [InlineData("members: [~]", "f.yaml:1: error: members[0] must be a group of fields")]
    [InlineData("dwelling: {electricity: sí}", "f.yaml:1: error: dwelling.electricity must be true or false")]
    [InlineData("dwelling: {electricity: no}", "f.yaml:1: error: dwelling.electricity must be true or false")]
    [InlineData("dwelling: {rooms: 3.5}", "f.yaml:1: error: dwelling.rooms must be a whole number, without dots between its digits")]
    [InlineData("dwelling: {rooms: 3000000000}", "f.yaml:1: error: dwelling.rooms must be a whole number, without dots between its digits")]
    [InlineData("assets: {cattle: 1.200}", "f.yaml:1: error: assets.cattle must be a whole number, without dots between its digits")]
    [InlineData("interview: {date: 5/10/2026}", "f.yaml:1: error: interview.date must be a date as year-month-day, year-month or year, for example 1958-03-14")]
    [InlineData("interview: {latitude: 25° S}", "f.yaml:1: error: interview.latitude must be a number, with a point before its decimals")]
    [InlineData("interview: {remarks: [a]}", "f.yaml:1: error: interview.remarks must be text, in quotes")]
    [InlineData("interview: {date: 2026-10-05}\ninterview: {}", "f.yaml:2: error: interview stands here twice")]
    [InlineData("formId: a\nform_id: b", "f.yaml:2: error: form_id stands here twice")]
    [InlineData("form_id: &a x\nhousehold_id: *a", "f.yaml:1: error: document must be written out: references (& and *) are not read")]
    [InlineData("form_id: !!int 3", "f.yaml:1: error: document must not carry a tag (!): the field says what a value is")]
    [InlineData("update_time: ayer", "f.yaml:1: error: update_time must be a moment, for example \"2026-01-31T12:00:00Z\"")]
    [InlineData("", "f.yaml:1: error: document is empty")]
    [InlineData("# nada\n---\n", "f.yaml:1: error: document is empty")]
    [InlineData("[1, 2", "f.yaml:2: error: document is not YAML")]
    public void Yaml_that_is_no_form_says_where_and_what_would_be_right(string text, string said)
    {
        var entry = Assert.Single(FormDocument.Read(new StringReader(text), "f.yaml", FormFormat.Yaml));

        Assert.Null(entry.Form);
        Assert.StartsWith(said, Assert.Single(entry.Findings).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"version\": true}", "f.json:2: error: version must be a whole number, without dots between its digits")]
    [InlineData("{\n\"formId\":\n7}", "f.json:3: error: form_id must be text, in quotes")]
    [InlineData("{\"interview\": {\"date\": \"2026-10-05\"}}", "f.json:1: error: interview.date must be a group of fields")]
    [InlineData("{\"dwelling\": {\"electricity\": \"true\"}}", "f.json:1: error: dwelling.electricity must be true or false")]
    [InlineData("{\"formId\": \"\\ud800\"}", "f.json:1: error: document is not JSON: a text holds an escape that is no character")]
    [InlineData("{\n} {}", "f.json:2: error: document is not JSON, at column")]
    [InlineData("{\n", "f.json:2: error: document is not JSON, at column")]
    [InlineData("hola", "f.json:1: error: document is not JSON, at column")]
    [InlineData("\n \n", "f.json:1: error: document is empty")]
    [InlineData("[]", "f.json:1: error: document is empty")]
    public void Json_that_is_no_form_says_where_and_what_would_be_right(string text, string said)
    {
        var entry = Assert.Single(FormDocument.Read(new StringReader(text), "f.json", FormFormat.Json));

        Assert.Null(entry.Form);
        Assert.StartsWith(said, Assert.Single(entry.Findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_form_is_told_but_no_more_than_a_hundred_and_no_answer_with_it()
    {
        var few = Read("members:\n- sex: Secundina\n  kinship: Secundina\n  birth_date: Secundina\nx: Secundina");
        var many = Read($"members: [{string.Join(',', Enumerable.Repeat("{sex: F}", 5000))}]");

        Assert.Equal([2, 3, 4, 5], few.Findings.Select(finding => finding.Line));
        Assert.DoesNotContain("Secundina", string.Concat(few.Findings), StringComparison.Ordinal);
        Assert.Equal(100, many.Findings.Count);
    }

    [Theory]
    [InlineData(FormFormat.Json, "[")]
    [InlineData(FormFormat.Yaml, "[")]
    [InlineData(FormFormat.Json, "{\"a\":\n")]
    [InlineData(FormFormat.Yaml, "{a: ")]
    [InlineData(FormFormat.Yaml, "- ")]
    public void Deep_nesting_is_refused(FormFormat format, string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));

        var entry = Assert.Single(FormDocument.Read(new StringReader(text), "f", format));

        Assert.Null(entry.Form);
        Assert.Single(entry.Findings);
    }

    [Theory]
    [InlineData(FormFormat.Json, "{\n\"a\": \"")]
    [InlineData(FormFormat.Yaml, "a: ")]
    public void File_that_is_too_large_to_be_read_as_a_whole_is_refused(FormFormat format, string start)
    {
        var entry = Assert.Single(FormDocument.Read(new StringReader(start + new string('x', 17 * 1024 * 1024)), "f", format));

        Assert.Contains("it may have any length", Assert.Single(entry.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_that_is_too_long_is_refused_and_the_next_one_read()
    {
        var good = FormDocument.JsonLine(SoundForm.Household());

        var read = FormDocument.Read(new StringReader($"{{{new string(' ', 2_000_000)}}}\n{good}"), "f", FormFormat.Json).ToList();

        Assert.Contains("longer than", read[0].Findings.Single().Message, StringComparison.Ordinal);
        Assert.Equal((2, 2, true), (read.Count, read[1].Line, read[1].Form is not null));
    }

    [Fact]
    public void File_in_another_encoding_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Encoding.Latin1.GetBytes("{\"formId\": \"ñandú\"}"));

            var entry = Assert.Single(FormDocument.Read(file));

            Assert.Equal("is not text in UTF-8", Assert.Single(entry.Findings).Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(FormFormat.Json)]
    [InlineData(FormFormat.Yaml)]
    public void Any_text_is_a_form_or_refused_with_a_reason(FormFormat format) => Prop.ForAll(Forms.Seeds, seed =>
    {
        var random = new Random(seed);
        Check(string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Pieces[random.Next(Pieces.Length)])), format);
        Check(Mutated(format == FormFormat.Json ? FormDocument.Json(GeneratedForm.Of(seed)) : FormDocument.Yaml(GeneratedForm.Of(seed)), random), format);
        Check(Mutated(format == FormFormat.Json ? FormDocument.JsonLine(GeneratedForm.Of(seed)) : FormTemplate.Yaml, random), format);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static FormEntry Read(string text) => FormDocument.Read(new StringReader(text), "f", FormFormat.Yaml).Single();

    private static void Check(string text, FormFormat format)
    {
        var lines = text.Split('\n').Length;
        Assert.All(FormDocument.Read(new StringReader(text), "f", format), entry =>
        {
            Assert.Equal(entry.Form is null, entry.Findings.Count != 0);
            Assert.All(entry.Findings, f => Assert.InRange(f.Line, 1, lines + 1));
            Assert.All(entry.Findings, f => Assert.True(f.Message.Length is > 0 and < 2000 && f.Path.Length is > 0 and < 200, f.ToString()));
        });
    }

    private static string Mutated(string text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(3) == 0 ? text.Remove(at, Math.Min(random.Next(20), text.Length - at)) : text.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        return text;
    }
}
