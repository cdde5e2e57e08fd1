namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Text;
using Vamos.Adapters.Health.Fhir;
using Vamos.Beneficiary.V1;

/// <summary>What servers do that they should not.</summary>
public sealed class FhirClientTests
{
    public static TheoryData<string> Misbehaviour =>
    [
        "not json", "{}", "[]", "null", "\"Bundle\"", "{\"resourceType\":\"Bundle\"}", "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":{}}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"type\":\"batch\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\"}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"http://127.0.0.1:1/fhir/x\"}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"http://u@@\"}]}",
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"fatal\",\"code\":\"exception\"}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"search\":{\"mode\":\"outcome\"},\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\"}]}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"incomplete\"}]}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]}",
        new string('[', 100_000),
    ];

    [Theory]
    [MemberData(nameof(Misbehaviour))]
    public async Task Answer_that_is_none_is_a_failure_of_the_server(string body) => await FailsAsync(RawServer.Json(body));

    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Refusal_is_told_by_codes_alone(int status)
    {
        var message = await FailsAsync(RawServer.Json(
            """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"security","diagnostics":"Patient?identifier=1234567 de Ana"},{"severity":"error","code":"Ana 1234567"}]}""",
            status,
            "Location: http://127.0.0.1:1/\r\n"));

        Assert.Contains($"{status}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", message, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_of_a_login_is_no_answer() => await FailsAsync(RawServer.Answer("<html>"u8.ToArray(), contentType: "text/html"));

    [Fact]
    public async Task Body_that_cannot_be_unpacked_is_a_failure_of_the_server() =>
        await FailsAsync(RawServer.Answer("no gzip"u8.ToArray(), more: "Content-Encoding: gzip\r\n"));

    [Fact]
    public async Task Connection_that_breaks_is_a_failure_of_the_server() => await FailsAsync(null);

    [Fact]
    public async Task Body_that_breaks_off_is_a_failure_of_the_server() =>
        await FailsAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 X\r\nContent-Type: application/fhir+json\r\nContent-Length: 9999\r\n\r\n{"));

    [Fact]
    public async Task Body_said_to_be_too_long_is_not_even_read() =>
        Assert.Contains("more than", await FailsAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 X\r\nContent-Type: application/fhir+json\r\nContent-Length: 999999999\r\n\r\n{")), StringComparison.Ordinal);

    [Fact]
    public async Task Body_without_end_is_read_no_further_than_the_limit()
    {
        // Chunks that never end.
        var chunk = $"{100_000:x}\r\n{new string(' ', 100_000)}\r\n";
        var answer = "HTTP/1.1 200 X\r\nContent-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat(chunk, 40));

        Assert.Contains("more than", await FailsAsync(Encoding.ASCII.GetBytes(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_never_answers_is_given_up()
    {
        using var server = Scripted.Server(request => IsSearch(request) ? [] : null);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address, RequestTimeout = TimeSpan.FromMilliseconds(300) }).OpenedAsync();

        await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(1));
    }

    [Fact]
    public async Task Caller_that_gives_up_is_no_failure_of_the_server()
    {
        using var server = Scripted.Server(request => IsSearch(request) ? [] : null);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.Part.GetRecordsAsync([FhirReader.Id(1)], FhirReader.Everything, impatient.Token));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("\"UTF-8\"", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("utf-16", true)]
    public async Task Other_encodings_are_read_as_they_say_they_are(string charset, bool withMark)
    {
        var encoding = Encoding.GetEncoding(charset.Trim('"'));
        var text = Scripted.Bundle(Scripted.Patient.Replace("\"id\"", "\"name\":[{\"family\":\"Núñez\"}],\"id\"", StringComparison.Ordinal));
        byte[] body = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        using var server = Scripted.Server(request => request.StartsWith("POST /fhir/Patient", StringComparison.Ordinal)
            ? RawServer.Answer(body, contentType: $"application/fhir+json; charset={charset}")
            : null);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();

        Assert.Equal("Núñez", (await reader.AskAsync(1_234_567)).Person.Name.FirstSurname);
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-8")]
    public async Task Bytes_of_no_known_encoding_are_refused(string charset) => await FailsAsync(RawServer.Answer(
        [.. "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"id\":\""u8, 0xD1, .. "\"}"u8], contentType: $"application/fhir+json; charset={charset}"));

    [Fact]
    public async Task Pages_are_followed_to_the_last()
    {
        var pages = 0;
        using var server = Scripted.Server(request => request.StartsWith("POST /fhir/Patient", StringComparison.Ordinal) || request.StartsWith("GET /fhir/?p=", StringComparison.Ordinal)
            ? RawServer.Json(Page(++pages < 5 ? $"?p={pages}" : null, pages == 5 ? Scripted.Patient : Scripted.Patient.Replace("1234567", "7654321", StringComparison.Ordinal).Replace("p1", $"o{pages}", StringComparison.Ordinal)))
            : null);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();

        Assert.True((await reader.AskAsync(1_234_567, kinds: FactKinds.Of(FactKind.Person))).Found);
        Assert.Equal(5, pages);
    }

    [Fact]
    public async Task Pages_in_a_circle_are_a_failure_of_the_server()
    {
        using var server = Scripted.Server(request => request.Contains("/metadata", StringComparison.Ordinal) ? null : RawServer.Json(Page("?p=1", Scripted.Patient)));
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();

        await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(1_234_567));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Pages_without_end_are_a_failure_of_the_server()
    {
        var pages = 0;
        using var server = Scripted.Server(request => request.Contains("/metadata", StringComparison.Ordinal) ? null : RawServer.Json(Page($"?p={pages++}", Scripted.Patient)));
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address, MaxPages = 7 }).OpenedAsync();

        await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(1_234_567));
        Assert.Equal(7, pages);
    }

    [Fact]
    public async Task Remark_of_the_server_that_spoils_nothing_is_logged_by_code()
    {
        using var server = Scripted.Holding(("Patient", Scripted.Patient + """
            |{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"business-rule","diagnostics":"1234567"}]}
            """));
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address }).OpenedAsync();

        Assert.True((await reader.AskAsync(1_234_567)).Found);
        Assert.Contains(reader.Logs.Entries, entry => entry.Id.Id == 3351 && entry.Message.EndsWith("warning business-rule", StringComparison.Ordinal));
    }

    private static bool IsSearch(string request) => request.StartsWith("POST", StringComparison.Ordinal);

    private static string Page(string? next, string resource) => next is null ? Scripted.Bundle(resource) : Scripted.Bundle(resource).Replace(
        "\"entry\"", $$"""
        "link":[{"relation":"self","url":"x"},{"relation":"next","url":"/fhir/{{next}}"}],"entry"
        """, StringComparison.Ordinal);

    private static async Task<string> FailsAsync(byte[]? answer)
    {
        using var server = Scripted.Server(request => IsSearch(request) ? answer ?? throw new IOException() : null);
        using var reader = await new FhirReader(new FhirSettings { Address = server.Address, MaxBytes = 2_000_000 }).OpenedAsync();
        var failure = await Assert.ThrowsAsync<LegacySystemException>(() => reader.AskAsync(1_234_567));
        return failure.Message;
    }
}
