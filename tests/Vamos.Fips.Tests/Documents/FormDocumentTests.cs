namespace Vamos.Fips.Tests.Documents;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Common.V1;
using Vamos.Fips.Documents;
using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;

public sealed class FormDocumentTests
{
    [Fact]
    public void Form_reads_back_as_it_was_written() => Forms.ForAllSound(form =>
    {
        Assert.Equal(form, One(FormDocument.Json(form), FormFormat.Json));
        Assert.Equal(form, One(FormDocument.JsonLine(form), FormFormat.Json));
        Assert.Equal(form, One(FormDocument.Yaml(form), FormFormat.Yaml));
    });

    [Fact]
    public void Form_reads_back_as_it_was_written_even_if_it_makes_no_sense() => Forms.ForAllBroken(form =>
    {
        // A moment that is none cannot be written; only the hub sets any.
        (form.UpdateTime, form.Provenance) = (null, null);
        form.Conflicts.Clear();
        form.HouseholdChanges.Clear();

        Assert.Equal(form, One(FormDocument.Json(form), FormFormat.Json));
        Assert.Equal(form, One(FormDocument.Yaml(form), FormFormat.Yaml));
    }, times: 150);

    [Fact]
    public void Json_is_read_as_every_client_of_the_contract_writes_it() => Forms.ForAllSound(form =>
    {
        Assert.Equal(form, JsonParser.Default.Parse<IntegratedProtectionForm>(FormDocument.Json(form)));
        Assert.Equal(form, One(new JsonFormatter(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true)).Format(form), FormFormat.Json));
        Assert.Equal(form, One(new JsonFormatter(JsonFormatter.Settings.Default.WithFormatEnumsAsIntegers(true)).Format(form), FormFormat.Json));
    }, times: 50);

    [Fact]
    public void What_the_hub_set_reads_back_too()
    {
        var form = SoundForm.Household();
        form.UpdateTime = Timestamp.FromDateTime(new DateTime(2026, 10, 6, 13, 5, 7, 120, DateTimeKind.Utc));
        form.Provenance = new Provenance { Institution = "siis", RetrievedAt = form.UpdateTime, CacheAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)) };
        form.QualityOfLifeIndex = new QualityOfLifeIndex { Value = 62.25, MissingVariables = { "language" } };
        form.Conflicts.Add(new FieldConflict { Field = "members[2].birth_date", Statements = { new FieldStatement { Value = "{\"year\":2014}" } } });

        Assert.Equal(form, One(FormDocument.Json(form), FormFormat.Json));
        Assert.Equal(form, One(FormDocument.Yaml(form), FormFormat.Yaml));
    }

    [Fact]
    public void Yaml_of_people_means_what_it_says()
    {
        var form = One(
            """
            interview:
              date: 2026-10-05
              remarks: no
            version: 3
            members:
              - memberId: 1
                national_id: {number: 0123, letter: n}
                birth_date: 1958-03
                name: {first_given_name: Null, first_surname: "", other_given_names: 1e3, second_surname: ~}
                household_member: false
                incomes: [{source: 1, amount: 1200000}]
              - birth_date: "1958"
              - birth_date: {year: 1958, month: 3}
            """, FormFormat.Yaml);

        Assert.Equal(new Date { Year = 2026, Month = 10, Day = 5 }, form.Interview.Date);
        Assert.Equal(("no", 3), (form.Interview.Remarks, form.Version));
        var member = form.Members[0];
        Assert.Equal(("1", "0123", "n"), (member.MemberId, member.NationalId.Number, member.NationalId.Letter));
        Assert.Equal(("Null", "", "1e3", ""), (member.Name.FirstGivenName, member.Name.FirstSurname, member.Name.OtherGivenNames, member.Name.SecondSurname));
        Assert.Equal((true, false), (member.HasHouseholdMember, member.HouseholdMember));
        Assert.Equal(new Income { Source = IncomeSource.MainWork, Amount = 1_200_000 }, member.Incomes.Single());
        Assert.Equal(
            [new Date { Year = 1958, Month = 3 }, new Date { Year = 1958 }, new Date { Year = 1958, Month = 3 }],
            form.Members.Select(m => m.BirthDate));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("lines")]
    [InlineData("array")]
    [InlineData("yaml")]
    public void Several_forms_are_read_in_their_order(string layout)
    {
        var forms = Enumerable.Range(1, 20).Select(GeneratedForm.Of).ToList();
        var (text, format) = layout switch
        {
            "json" => (FormDocument.Json(forms[0]), FormFormat.Json),
            "lines" => (string.Join("\r\n", forms.Select(FormDocument.JsonLine)) + "\n\n", FormFormat.Json),
            "array" => ("\n[" + string.Join(",\n", forms.Select(FormDocument.Json)) + "]\n", FormFormat.Json),
            _ => ("---\n" + string.Join("---\n", forms.Select(FormDocument.Yaml)) + "---\n", FormFormat.Yaml),
        };

        var read = FormDocument.Read(new StringReader("\uFEFF" + text), "fichas", format).ToList();

        Assert.All(read, entry => Assert.Empty(entry.Findings));
        Assert.Equal(layout == "json" ? forms[..1] : forms, read.Select(entry => entry.Form));
        Assert.Equal(Enumerable.Range(1, read.Count), read.Select(entry => entry.Number));
        Assert.Equal(read.Select(entry => entry.Line).Order(), read.Select(entry => entry.Line));
    }

    [Fact]
    public void Bad_line_among_good_ones_is_told_with_its_number_and_the_others_are_read()
    {
        var good = FormDocument.JsonLine(SoundForm.Household());

        var read = FormDocument.Read(new StringReader($"{good}\n{{\"interview\": \n\n[]\n{good}\n"), "f.json", FormFormat.Json).ToList();

        Assert.Equal([true, false, false, true], read.Select(entry => entry.Form is not null));
        Assert.Equal([1, 2, 4, 5], read.Select(entry => entry.Line));
        Assert.StartsWith("f.json:2: error: document is not JSON, at column", read[1].Findings.Single().ToString(), StringComparison.Ordinal);
        Assert.Equal("f.json:4: error: document must be a group of fields", read[2].Findings.Single().ToString());
    }

    [Fact]
    public void File_of_lines_may_have_any_length_and_is_not_held_in_memory()
    {
        var line = FormDocument.JsonLine(SoundForm.Household());
        using var endless = new RepeatedLines(line, times: 4_000);

        Assert.True(4_000 * line.Length > 16 * 1024 * 1024, "the file is no longer than one that is read as a whole");
        var count = FormDocument.Read(endless, "f.json", FormFormat.Json).Count(entry => entry.Form is not null);

        Assert.Equal(4_000, count);
    }

    internal static IntegratedProtectionForm One(string text, FormFormat format)
    {
        var entry = Assert.Single(FormDocument.Read(new StringReader(text), "ficha", format));
        Assert.True(entry.Findings.Count == 0, $"{string.Join('\n', entry.Findings)}\n{text}");
        return entry.Form!;
    }

    /// <summary>A text of one line again and again, longer than a whole file may be.</summary>
    private sealed class RepeatedLines(string line, int times) : TextReader
    {
        private readonly string _line = line + "\n";
        private int _left = times;
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_left == 0)
                return 0;
            var length = Math.Min(count, _line.Length - _at);
            _line.CopyTo(_at, buffer, index, length);
            _at = (_at + length) % _line.Length;
            _left -= _at == 0 ? 1 : 0;
            return length;
        }
    }
}
