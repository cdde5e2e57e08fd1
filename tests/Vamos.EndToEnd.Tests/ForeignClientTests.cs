namespace Vamos.EndToEnd.Tests;

using System.Text.Json;
using Vamos.EndToEnd.Tests.Running;

/// <summary>Clients that share no code with the hub, generated or loaded from protos/.</summary>
[Collection(SharedSandbox.Name)]
public sealed class ForeignClientTests(SandboxFixture sandbox)
{
    [Fact]
    public async Task Python_client_reads_people_rich_errors_reflection_and_health()
    {
        var seen = await RunAsync("/usr/bin/python3", Path.Combine(Repository.Root, "tests", "foreign", "python", "lookup.py"));

        AssertLookups(seen);
        Assert.Equal("national_id.number", Detail(seen, "malformed", "BadRequest").GetProperty("field_violations")[0].GetProperty("field").GetString());
        Assert.Contains("GetBeneficiary", seen.GetProperty("reflectedMethods").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task Python_client_submits_a_form_that_comes_back_equal_is_told_and_changes_the_next_decision()
    {
        var seen = await RunAsync("/usr/bin/python3", Path.Combine(Repository.Root, "tests", "foreign", "python", "forms.py"));

        Assert.True(seen.GetProperty("equal").GetBoolean());
        Assert.True(seen.GetProperty("repetitionIsTheSame").GetBoolean());
        Assert.Equal("[true]", Compact(seen.GetProperty("told")));
        Assert.InRange(seen.GetProperty("index").GetDouble(), 1, 99);
        Assert.True(seen.GetProperty("pointsAddUp").GetBoolean());
        Assert.Equal(20, seen.GetProperty("errors").GetInt32());
        AssertError(seen, "refusal", 3, "INVALID_REQUEST");
        Assert.Equal(20, Detail(seen, "refusal", "BadRequest").GetProperty("field_violations").GetArrayLength());
        Assert.Equal("CRITERION_OUTCOME_UNKNOWN", seen.GetProperty("before").GetProperty("household-members").GetString());
        Assert.Equal("CRITERION_OUTCOME_MET", seen.GetProperty("after").GetProperty("household-members").GetString());
    }

    [Fact]
    public async Task Javascript_client_reads_people_rich_errors_reflection_and_health()
    {
        var seen = await RunAsync("node", Path.Combine(Repository.Root, "tests", "foreign", "javascript", "lookup.mjs"));

        AssertLookups(seen);
        Assert.Equal("national_id.number", Detail(seen, "malformed", "BadRequest").GetProperty("fieldViolations")[0].GetProperty("field").GetString());
        Assert.Contains("vamos.beneficiary.v1.BeneficiaryService", seen.GetProperty("services").EnumerateArray().Select(s => s.GetString()));
    }

    [Fact]
    public async Task Buf_curl_finds_the_contract_by_reflection_and_calls_it()
    {
        var answer = await BufCurlAsync("99000004");

        Assert.True(answer.ExitCode == 0, answer.Error);
        var person = JsonDocument.Parse(answer.Output).RootElement.GetProperty("beneficiary").GetProperty("person");
        Assert.Equal("1116", person.GetProperty("residence").GetProperty("districtCode").GetString());
    }

    [Fact]
    public async Task Buf_curl_shows_the_rich_error_of_a_malformed_number()
    {
        var answer = await BufCurlAsync("10x");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("invalid_argument", answer.Error, StringComparison.Ordinal);
        Assert.Contains("national_id.number", answer.Error, StringComparison.Ordinal);
    }

    private static void AssertLookups(JsonElement seen)
    {
        Assert.Equal("MARÍA", seen.GetProperty("person").GetProperty("first_given_name").GetString());
        Assert.Equal("""[["tekopora","ENROLLMENT_STATUS_ACTIVE",12]]""", Compact(seen.GetProperty("programmes")));
        Assert.Equal("""[["mds","SOURCE_STATE_OK"],["mtess","SOURCE_STATE_NOT_FOUND"],["mspbs","SOURCE_STATE_OK"],["siis","SOURCE_STATE_OK"]]""", Compact(seen.GetProperty("sources")));
        Assert.Equal(32, seen.GetProperty("exchange").GetString()!.Length);
        Assert.Equal("SERVING", seen.GetProperty("health").GetString());
        AssertError(seen, "malformed", 3, "INVALID_REQUEST");
        AssertError(seen, "unknown", 5, "PERSON_NOT_FOUND");
        AssertError(seen, "withoutPurpose", 3, "PURPOSE_REQUIRED");
        Assert.Contains("cédula", Detail(seen, "unknown", "LocalizedMessage").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static void AssertError(JsonElement seen, string call, int code, string reason)
    {
        Assert.Equal(code, seen.GetProperty(call).GetProperty("code").GetInt32());
        Assert.Equal(reason, Detail(seen, call, "ErrorInfo").GetProperty("reason").GetString());
    }

    private static JsonElement Detail(JsonElement seen, string call, string type) =>
        seen.GetProperty(call).GetProperty("details").EnumerateArray().Single(d => d.GetProperty("type").GetString() == $"google.rpc.{type}");

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private async Task<JsonElement> RunAsync(string program, string script)
    {
        var ended = await Finished.RunAsync(Path.GetDirectoryName(script)!, program, script, sandbox.Hub, sandbox.Certificates, "utgs");
        Assert.True(ended.ExitCode == 0, ended.Error);
        return JsonDocument.Parse(ended.Output).RootElement;
    }

    private Task<Finished> BufCurlAsync(string number) => Finished.RunAsync(
        sandbox.Certificates,
        Path.Combine(Repository.Root, "eng", "buf", "node_modules", ".bin", "buf"),
        "curl", "--protocol", "grpc", "--cacert", "ca.pem", "--cert", "utgs.pem", "--key", "utgs.key",
        "-H", "vamos-purpose: PURPOSE_CASE_MANAGEMENT",
        "-d", $$"""{"national_id": {"number": "{{number}}" } }""",
        $"https://{sandbox.Hub}/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary");
}
