namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Net;
using Vamos.Adapters.Health.Fhir;

/// <summary>How a server is spoken to: searches, secrets, and conditional requests.</summary>
public sealed class FhirRequestTests
{
    [Fact]
    public async Task People_are_asked_for_in_one_request_whose_address_names_nobody()
    {
        using var server = Scripted.Holding(("Patient", Scripted.Patient));
        var settings = new FhirSettings { Address = server.Address, Credentials = FhirCredentials.Bearer("abc") };
        using var reader = await new FhirReader(settings).OpenedAsync();

        await reader.AskAsync([FhirReader.Id(1_234_567), FhirReader.Id(1_234_567, "A"), FhirReader.Id(7_654_321)]);

        Assert.Equal(5, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("1234567", request.Split("\r\n")[0], StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Contains("Authorization: Bearer abc", request, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Contains("Accept: application/fhir+json", request, StringComparison.Ordinal));
        var search = WebUtility.UrlDecode(Assert.Single(server.Requests, request => request.StartsWith("POST /fhir/Patient", StringComparison.Ordinal)));
        Assert.Contains($"identifier={Scripted.CedulaSystem}|1234567,{Scripted.CedulaSystem}|A-1234567,{Scripted.CedulaSystem}|7654321", search, StringComparison.Ordinal);
        Assert.Contains("handling=strict", search, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_in_a_file_may_be_renewed_at_any_time()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "uno\n");
            using var server = Scripted.Server(_ => null);
            using var reader = await new FhirReader(new FhirSettings { Address = server.Address, Credentials = FhirCredentials.BasicFile("vamos", file) }).OpenedAsync();
            await File.WriteAllTextAsync(file, "dos\n");
            await reader.AskAsync(1);

            Assert.Equal(
                [Convert.ToBase64String("vamos:uno"u8), Convert.ToBase64String("vamos:dos"u8)],
                server.Requests.Select(request => request.Split("Authorization: Basic ")[1].Split("\r\n")[0]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("""{"resourceType":"CapabilityStatement","fhirVersion":"3.0.2"}""", "another version")]
    [InlineData("""{"resourceType":"CapabilityStatement","fhirVersion":"4.3.0"}""", "another version")]
    [InlineData("""{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":[{"mode":"server","resource":[{"type":"Patient"}]}]}""", "no search of Immunization, Coverage, Encounter")]
    [InlineData("""{"resourceType":"Patient"}""", "no FHIR server")]
    public async Task Server_that_we_do_not_understand_is_not_opened(string metadata, string reason)
    {
        using var server = new RawServer(_ => RawServer.Json(metadata));
        using var reader = new FhirReader(new FhirSettings { Address = server.Address });

        var refusal = await Assert.ThrowsAsync<LegacySystemException>(reader.OpenedAsync);

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(1));
    }

    [Fact]
    public async Task What_the_server_can_do_is_sent_again_only_when_it_changed()
    {
        using var server = Scripted.Server(request => !request.Contains("/metadata", StringComparison.Ordinal) ? null
            : request.Contains("If-None-Match: W/\"7\"", StringComparison.Ordinal) && request.Contains("If-Modified-Since: Sun, 01 Nov 2026", StringComparison.Ordinal)
                ? "HTTP/1.1 304 X\r\nConnection: close\r\n\r\n"u8.ToArray()
                : RawServer.Json(Scripted.Metadata, more: "ETag: W/\"7\"\r\nLast-Modified: Sun, 01 Nov 2026 00:00:00 GMT\r\n"));
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();

        await reader.OpenedAsync();

        Assert.False((await reader.AskAsync(1)).Found);
        Assert.Equal(2, server.Requests.Count(request => request.Contains("/metadata", StringComparison.Ordinal)));
        Assert.Single(reader.Logs.Entries, entry => entry.Id.Id == 3350);
    }

    [Fact]
    public async Task Server_that_is_upgraded_while_we_run_is_noticed()
    {
        var version = "4.0.1";
        using var server = Scripted.Server(request => request.Contains("/metadata", StringComparison.Ordinal)
            ? RawServer.Json(Scripted.Metadata.Replace("4.0.1", version, StringComparison.Ordinal))
            : null);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address, CheckInterval = TimeSpan.FromMilliseconds(30) }).OpenedAsync();
        using var stop = new CancellationTokenSource();
        var beside = reader.Part.RunAsync(stop.Token);

        version = "5.0.0";
        await Lab.WaitFor.TrueAsync(() => reader.Logs.Entries.Any(entry => entry.Id.Id == 3353), "the upgrade");
        await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(1));
        version = "4.0.1";
        await Lab.WaitFor.TrueAsync(() => reader.Logs.Entries.Count(entry => entry.Id.Id == 3350) >= 2, "the old version");
        Assert.False((await reader.AskAsync(1)).Found);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beside);
    }

    [Fact]
    public async Task Names_of_establishments_are_kept_and_asked_for_again_by_their_version()
    {
        using var server = Scripted.Server(request => request switch
        {
            _ when request.StartsWith("POST /fhir/Patient", StringComparison.Ordinal) => RawServer.Json(Scripted.Bundle(Scripted.Patient)),
            _ when request.StartsWith("POST /fhir/Immunization", StringComparison.Ordinal) => RawServer.Json(Scripted.Bundle("""
                {"resourceType":"Immunization","id":"v1","status":"completed","patient":{"reference":"Patient/p1"},"location":{"reference":"Location/usf"},
                 "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"19"}]}}
                """)),
            _ when !request.StartsWith("GET /fhir/Location/usf", StringComparison.Ordinal) => null,
            _ when request.Contains("If-None-Match: \"v3\"", StringComparison.Ordinal) => "HTTP/1.1 304 X\r\nConnection: close\r\n\r\n"u8.ToArray(),
            _ => RawServer.Json("""{"resourceType":"Location","id":"usf","name":"USF Tacuruty"}""", more: "ETag: \"v3\"\r\n"),
        });
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address, DirectoryFreshness = TimeSpan.Zero }).OpenedAsync();

        for (var i = 0; i < 3; i++)
            Assert.Equal("USF Tacuruty", Assert.Single((await reader.AskAsync(1_234_567)).Immunizations).Establishment);

        var asked = server.Requests.Where(request => request.StartsWith("GET /fhir/Location", StringComparison.Ordinal)).ToArray();
        Assert.Equal([false, true, true], asked.Select(request => request.Contains("If-None-Match", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_more_requests_are_made_at_once_than_agreed()
    {
        var (now, most) = (0, 0);
        var doses = string.Join('|', Enumerable.Range(0, 40).Select(i => $$$"""
            {"resourceType":"Immunization","id":"v{{{i}}}","status":"completed","patient":{"reference":"Patient/p1"},"location":{"reference":"Location/l{{{i}}}"},
             "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"19"}]}}
            """));
        using var server = Scripted.Server(request =>
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            try
            {
                return request.StartsWith("POST /fhir/Patient", StringComparison.Ordinal) ? RawServer.Json(Scripted.Bundle(Scripted.Patient))
                    : request.StartsWith("POST /fhir/Immunization", StringComparison.Ordinal) ? RawServer.Json(Scripted.Bundle(doses))
                    : request.StartsWith("GET /fhir/Location", StringComparison.Ordinal) ? RawServer.Json("""{"resourceType":"Location","name":"USF"}""")
                    : null;
            }
            finally
            {
                Interlocked.Decrement(ref now);
            }
        });
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address, Concurrency = 2 }).OpenedAsync();

        var records = await reader.AskAsync(1_234_567);

        Assert.All(records.Immunizations, dose => Assert.Equal("USF", dose.Establishment));
        Assert.InRange(most, 1, 2);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
