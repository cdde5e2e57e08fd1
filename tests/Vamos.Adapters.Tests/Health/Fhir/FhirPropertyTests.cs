namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Health.Fhir;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;

/// <summary>Whatever comes in: an answer, an issue, or a failure of the legacy system; never anything else.</summary>
public sealed class FhirPropertyTests
{
    private static readonly string[] Strange =
    [
        "null", "true", "0", "-1e999", "1.5", "99999999999999999999", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"Patient/p1\"", "\"#\"", "\"#o\"", "[]", "[null]", "[[]]", "[\"x\"]",
        "{}", "[{}]", "{\"coding\":1}", "{\"reference\":{}}", "\"0000-00-00\"", "\"9999-12-31T23:59:60.99999999999Z\"", "\"2025-03-01T10:00:00+99:99\"", "\"" + new string('x', 5000) + "\"",
    ];

    [Fact]
    public void Sample_itself_is_understood() => Assert.Equal("4", Outcome(Encoding.UTF8.GetBytes(FhirSample.Rich)));

    [Fact]
    public void Any_bytes_are_an_answer_or_a_failure_of_the_server() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => Outcome(bytes) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void Truncated_answer_is_a_failure_of_the_server()
    {
        var bytes = Encoding.UTF8.GetBytes(FhirSample.Rich.Trim());
        for (var length = 0; length < bytes.Length; length += 3)
            Assert.Equal("failed", Outcome(bytes.AsSpan(0, length).ToArray()));
    }

    [Fact]
    public void Changed_bytes_are_an_answer_or_a_failure_of_the_server() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(
            Gen.Choose(0, FhirSample.Rich.Length - 1).ToArbitrary(),
            Gen.Choose(0, 255).ToArbitrary(),
            Gen.Choose(0, 3).ToArbitrary(),
            (place, value, how) =>
            {
                var bytes = Encoding.UTF8.GetBytes(FhirSample.Rich).ToList();
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
            Gen.Choose(0, 10_000).ToArbitrary(), Gen.Elements(Strange).ToArbitrary(), (place, value) => Outcome(Encoding.UTF8.GetBytes(FhirSample.Replaced(place, value))) is not null));

    [Fact]
    public void Several_elements_may_be_anything() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(
            Gen.Choose(0, 10_000).ListOf(4).ToArbitrary(),
            Gen.Elements(Strange).ListOf(4).ToArbitrary(),
            (places, values) =>
            {
                var text = places.Zip(values).Aggregate(FhirSample.Rich, (current, change) => FhirSample.Replaced(change.First, change.Second, current));
                return Outcome(Encoding.UTF8.GetBytes(text)) is not null;
            }));

    [Fact]
    public async Task Server_that_answers_with_anything_is_answered_or_failed()
    {
        var body = "";
        using var server = Scripted.Server(request => request.StartsWith("GET /fhir/metadata", StringComparison.Ordinal) ? null : RawServer.Json(body));
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();
        var answered = 0;
        for (var place = 0; place < 240; place++)
        {
            body = FhirSample.Replaced(place, Strange[place * 7 % Strange.Length]);
            try
            {
                answered += (await reader.AskAsync(1_234_567)).Found ? 1 : 0;
            }
            catch (LegacySystemException)
            {
                // As it should, when a page as a whole makes no sense.
            }
        }

        Assert.InRange(answered, 50, 240);
    }

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
        var reasons = Issues(FhirSample.Rich.Replace("\"gender\":\"female\"", "\"gender\":\"\\ud83d\"", StringComparison.Ordinal));

        Assert.Contains("Patient.gender", reasons);
    }

    [Fact]
    public void Half_a_character_in_a_name_is_a_failure_of_the_server() =>
        Assert.Equal("failed", Outcome(Encoding.UTF8.GetBytes(FhirSample.Rich.Replace("\"gender\"", "\"\\ud83d\"", StringComparison.Ordinal))));

    [Fact]
    public void Long_lists_do_not_take_the_memory()
    {
        var names = string.Join(',', Enumerable.Repeat("{\"family\":\"Vera\"}", 200_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reasons = Issues(FhirSample.Rich.Replace("\"name\":[", $"\"name\":[{names},", StringComparison.Ordinal));

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
            Assert.Equal(district.Code, Vamos.Translation.TerritoryNames.DistrictOf(district.Name.ToUpperInvariant(), district.Department.Name).Value);
            Assert.Equal(district.Code, Vamos.Translation.TerritoryNames.DistrictOf($" {district.Name} ", district.Department.IsoCode).Value);
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
}
