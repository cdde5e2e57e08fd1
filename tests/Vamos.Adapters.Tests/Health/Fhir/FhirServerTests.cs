namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Vamos.Sandbox.Population;

/// <summary>The simulated server as any other client of FHIR sees it.</summary>
public sealed class FhirServerTests(FhirLab lab) : IClassFixture<FhirLab>, IDisposable
{
    private readonly HttpClient _http = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", FhirLab.Token) } };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Search_by_GET_finds_what_a_search_by_POST_finds()
    {
        var identifier = $"{Scripted.CedulaSystem}|{TestPeople.ChildWithIncompleteVaccination}";
        var got = await JsonAsync(await _http.GetAsync(new Uri(lab.Server.Address, $"Patient?identifier={WebUtility.UrlEncode(identifier)}")));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("identifier", identifier)]);
        var posted = await JsonAsync(await _http.PostAsync(new Uri(lab.Server.Address, "Patient/_search"), form));

        Assert.Equal(1, got.GetProperty("total").GetInt32());
        Assert.Equal(got.ToString(), posted.ToString());
    }

    [Fact]
    public async Task Pages_hold_together_what_was_found()
    {
        var patient = (await JsonAsync(await _http.GetAsync(new Uri(lab.Server.Address, $"Patient?identifier={TestPeople.ChildWithIncompleteVaccination}"))))
            .GetProperty("entry")[0].GetProperty("resource").GetProperty("id").GetString();
        List<string> ids = [];
        var next = new Uri(lab.Server.Address, $"Immunization?patient=Patient/{patient}&_count=5");
        while (next is not null)
        {
            var page = await JsonAsync(await _http.GetAsync(next));
            Assert.Equal(12, page.GetProperty("total").GetInt32());
            ids.AddRange(page.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource").GetProperty("id").GetString()!));
            var links = page.GetProperty("link");
            next = links.GetArrayLength() == 0 ? null : new Uri(links[0].GetProperty("url").GetString()!);
        }

        Assert.Equal(12, ids.Distinct().Count());
        Assert.DoesNotContain(ids, id => id.Contains($"{TestPeople.ChildWithIncompleteVaccination}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Patient?color=red", true, 400)]
    [InlineData("Patient?color=red&_id=pac-1", false, 200)]
    [InlineData("Patient?_count=many", false, 400)]
    [InlineData("Patient?_lastUpdated=geyesterday", false, 400)]
    [InlineData("Patient/pac-999999", false, 404)]
    [InlineData("Observation?patient=1", false, 404)]
    [InlineData("?_getpages=nothing&_offset=0&_count=1", false, 410)]
    [InlineData("Location/est-1116", false, 200)]
    public async Task Whatever_is_wrong_is_said_by_status_and_outcome(string path, bool strict, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(lab.Server.Address, path));
        if (strict)
            request.Headers.Add("Prefer", "handling=strict");
        using var response = await _http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        var outcome = (await response.Content.ReadAsStringAsync()).Contains("OperationOutcome", StringComparison.Ordinal);
        Assert.Equal(status != 200 || path.Contains("color", StringComparison.Ordinal), outcome);
    }

    [Fact]
    public async Task Version_that_is_known_is_not_sent_again()
    {
        using var first = await _http.GetAsync(new Uri(lab.Server.Address, "Location/est-1116"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(lab.Server.Address, "Location/est-1116")) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var owned = response;
        Assert.Equal("application/fhir+json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
