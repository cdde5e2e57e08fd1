namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Health.Fhir;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;

/// <summary>Whatever comes in: an answer, an issue, or a failure of the legacy system; never anything else.</summary>
public sealed class FhirPropertyTests
{
    private const string Rich = """
        {"resourceType":"Bundle","type":"searchset","total":4,"link":[{"relation":"self","url":"x"}],"entry":[
        {"fullUrl":"x","search":{"mode":"match"},"resource":{"resourceType":"Patient","id":"p1","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00.000Z"},
          "contained":[{"resourceType":"Organization","id":"o","name":"IPS"}],
          "identifier":[{"use":"official","system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567","period":{"start":"2000"}}],"active":true,
          "name":[{"use":"official","family":"Vera Rojas","_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-fathers-family","valueString":"Vera"}]},"given":["Ana","Luz"]},
            {"use":"maiden","family":"Vera"}],"gender":"female","birthDate":"1990-05","deceasedBoolean":false,
          "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"}]},
          "address":[{"use":"home","district":"Villeta","state":"Central","country":"PY","extension":[{"url":"u","valueCode":"1116"}]}],
          "link":[{"type":"seealso","other":{"reference":"Patient/p1"}}]}},
        {"resource":{"resourceType":"Immunization","id":"v1","status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"19","display":"BCG"}],"text":"BCG"},
          "patient":{"reference":"Patient/p1"},"occurrenceDateTime":"1990-06-01","location":{"reference":"Location/l"},"performer":[{"actor":{"reference":"Organization/o","display":"X"}}],
          "protocolApplied":[{"doseNumberPositiveInt":1},{"doseNumberString":"2"}]}},
        {"resource":{"resourceType":"Coverage","id":"c1","status":"active","contained":[{"resourceType":"Organization","id":"o","name":"IPS"}],"subscriber":{"reference":"Patient/p1"},
          "beneficiary":{"reference":"Patient/p1"},"relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/subscriber-relationship","code":"self"}]},
          "period":{"start":"2020-01-01","end":"2021"},"payor":[{"reference":"#o"}]}},
        {"resource":{"resourceType":"Encounter","id":"e1","status":"finished","subject":{"reference":"Patient/p1"},"period":{"start":"2025-03-01T10:00:00-03:00"},
          "type":[{"coding":[{"system":"http://snomed.info/sct","code":"424525001"}]}],"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"E44.1"}]}]}}]}
        """;

    private static readonly string[] Strange =
    [
        "null", "true", "0", "-1e999", "1.5", "99999999999999999999", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"Patient/p1\"", "\"#\"", "\"#o\"", "[]", "[null]", "[[]]", "[\"x\"]",
        "{}", "[{}]", "{\"coding\":1}", "{\"reference\":{}}", "\"0000-00-00\"", "\"9999-12-31T23:59:60.99999999999Z\"", "\"2025-03-01T10:00:00+99:99\"", "\"" + new string('x', 5000) + "\"",
    ];

    [Fact]
    public void Sample_itself_is_understood() => Assert.Equal("4", Outcome(Encoding.UTF8.GetBytes(Rich)));

    [Fact]
    public void Any_bytes_are_an_answer_or_a_failure_of_the_server() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => Outcome(bytes) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void Truncated_answer_is_a_failure_of_the_server()
    {
        var bytes = Encoding.UTF8.GetBytes(Rich.Trim());
        for (var length = 0; length < bytes.Length; length += 3)
            Assert.Equal("failed", Outcome(bytes.AsSpan(0, length).ToArray()));
    }

    [Fact]
    public void Changed_bytes_are_an_answer_or_a_failure_of_the_server() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(
            Gen.Choose(0, Rich.Length - 1).ToArbitrary(),
            Gen.Choose(0, 255).ToArbitrary(),
            Gen.Choose(0, 3).ToArbitrary(),
            (place, value, how) =>
            {
                var bytes = Encoding.UTF8.GetBytes(Rich).ToList();
                if (how == 0)
                    bytes.RemoveAt(place);
                else if (how == 1)
                    bytes.Insert(place, (byte)value);
                else
                    bytes[place] = (byte)value;
                return Outcome([.. bytes]) is not null;
            }));

    [Fact]
    public void Any_element_may_be_anything() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(6000),
        Prop.ForAll(
            Gen.Choose(0, 10_000).ToArbitrary(), Gen.Elements(Strange).ToArbitrary(), (place, value) => Outcome(Encoding.UTF8.GetBytes(Replaced(place, value))) is not null));

    [Fact]
    public void Several_elements_may_be_anything() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(
            Gen.Choose(0, 10_000).ListOf(4).ToArbitrary(),
            Gen.Elements(Strange).ListOf(4).ToArbitrary(),
            (places, values) =>
            {
                var text = places.Zip(values).Aggregate(Rich, (current, change) => Replaced(change.First, change.Second, current));
                return Outcome(Encoding.UTF8.GetBytes(text)) is not null;
            }));

    [Fact]
    public void Deep_nesting_is_a_failure_of_the_server()
    {
        foreach (var depth in new[] { 60, 65, 1000, 1_000_000 })
        {
            var text = string.Concat(Enumerable.Repeat("{\"contained\":[", depth)) + string.Concat(Enumerable.Repeat("]}", depth));
            Assert.Equal("failed", Outcome(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Half_a_character_spoils_its_text_alone()
    {
        var reasons = Issues(Rich.Replace("\"gender\":\"female\"", "\"gender\":\"\\ud83d\"", StringComparison.Ordinal));

        Assert.Contains("Patient.gender", reasons);
    }

    [Fact]
    public void Half_a_character_in_a_name_is_a_failure_of_the_server() =>
        Assert.Equal("failed", Outcome(Encoding.UTF8.GetBytes(Rich.Replace("\"gender\"", "\"\\ud83d\"", StringComparison.Ordinal))));

    [Fact]
    public void Long_lists_do_not_take_the_memory()
    {
        var names = string.Join(',', Enumerable.Repeat("{\"family\":\"Vera\"}", 200_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reasons = Issues(Rich.Replace("\"name\":[", $"\"name\":[{names},", StringComparison.Ordinal));

        Assert.Contains("Patient.name", reasons);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000_000);
    }

    [Fact]
    public void Any_text_is_a_date_nothing_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => FhirDate.Day(text) is { IsUnderstood: false } or { Value: null } or { Value.IsValid: true }).QuickCheckThrowOnFailure();

    [Fact]
    public void Moment_is_read_as_it_was_written() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Gen.Choose(-14 * 60, 14 * 60).ToArbitrary(),
        Gen.Choose(0, 9_999_999).ToArbitrary(),
        (seconds, offset, ticks) =>
        {
            var moment = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(ticks).ToOffset(TimeSpan.FromMinutes(offset));
            return FhirDate.Instant(moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture)).Value == moment;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Day_of_a_moment_is_the_day_in_Paraguay() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seconds =>
        {
            var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);
            var expected = Date.From(DateOnly.FromDateTime(moment.ToOffset(TimeSpan.FromHours(-3)).DateTime));
            return Equals(FhirDate.Day(moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Value, expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_district_is_found_by_the_names_that_the_country_gives_it()
    {
        foreach (var district in TerritoryCatalogue.Paraguay.Districts)
        {
            Assert.Equal(district.Code, Vamos.Adapters.Translation.TerritoryNames.DistrictOf(district.Name.ToUpperInvariant(), district.Department.Name).Value);
            Assert.Equal(district.Code, Vamos.Adapters.Translation.TerritoryNames.DistrictOf($" {district.Name} ", district.Department.IsoCode).Value);
        }
    }

    [Fact]
    public void Any_reference_is_one_of_the_server_or_none() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => FhirReference.Parse(text, new Uri("https://x/")) is null or { Id.Length: > 0, Type.Length: > 0 }).QuickCheckThrowOnFailure();

    /// <summary>How many resources were gone through, or that the answer failed as a whole.</summary>
    private static string Outcome(byte[] bytes)
    {
        try
        {
            return $"{Translate(bytes).Count}";
        }
        catch (LegacySystemException)
        {
            return "failed";
        }
    }

    private static string[] Issues(string text) =>
        [.. Translate(Encoding.UTF8.GetBytes(text)).SelectMany(record => record.Issues).Select(issue => issue.Field)];

    private static List<FhirRecord> Translate(byte[] bytes)
    {
        var settings = new FhirSettings { Address = new Uri("https://x/fhir/") };
        var reply = new FhirReply(System.Net.HttpStatusCode.OK, settings.Address, FhirBody.Parse(bytes, null), bytes.Length, default, null);
        List<FhirRecord> records = [];
        foreach (var resource in FhirBundle.Read(reply).Resources)
        {
            var patient = FhirPatient.Read(resource, settings);
            FhirPeople.Of(patient.Record, new NationalId { Number = "1234567" }, settings);
            records.Add(patient.Record);
            var record = new FhirRecord(resource, default);
            var references = FhirImmunizations.ReferencesOf(record, settings.Address).Concat(FhirCoverages.ReferencesOf(record, settings.Address));
            Assert.All(references.Select(reference => reference.Id).Concat(FhirCoverages.HoldersOf(record, settings.Address)), id => Assert.NotEmpty(id));
            FhirImmunizations.Of(record, node => FhirContained.Find(node).Text("name"));
            var identity = new FhirIdentity(patient, ["p1"], [], IsFound: true);
            FhirCoverages.Of(record, identity, new FhirPatients(null!, settings), settings, node => FhirContained.Find(node).Text("name"));
            if (FhirEncounters.Of(record, wantsPregnancy: true, wantsNutrition: true) is { } visit)
                Assert.NotNull(FhirEncounters.PregnanciesOf([visit, visit]).Concat<object>(FhirEncounters.AssessmentsOf([visit])).ToArray());
        }

        return records;
    }

    /// <summary>The sample with one of its values replaced.</summary>
    private static string Replaced(int place, string value, string? sample = null)
    {
        JsonNode root;
        try
        {
            root = JsonNode.Parse(sample ?? Rich)!;
            var nodes = new List<JsonNode>();
            Collect(root, nodes);
            if (nodes.Count == 0)
                return value;
            var node = nodes[place % nodes.Count];
            const string Mark = "\"the-mark\"";
            node.ReplaceWith(JsonValue.Create("the-mark"));
            return root.ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // An earlier change has made it something that this generator cannot read.
            return sample!;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> nodes)
    {
        if (node?.Parent is not null)
            nodes.Add(node);
        if (node is JsonObject branch)
        {
            foreach (var (_, child) in branch)
                Collect(child, nodes);
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
                Collect(child, nodes);
        }
    }
}
