namespace Vamos.Cli.Tests;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

public sealed class GetBeneficiaryTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    private const string Agreement = "Shown under an agreement; `vamos agreements explain --as utgs GetBeneficiary` says what it grants.\n";

    private static readonly SourceStatus Down = new() { Institution = "mtess", State = SourceState.Unavailable, Detail = "The institution cannot be reached." };

    [Fact(Timeout = 30_000)]
    public async Task Found_person_is_written_for_people()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(ScriptedPerson.Create());

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "99.000.004", "--as", "utgs");

        var age = Wording.Age(new Date { Year = 1992, Month = 3, Day = 14 }, DateOnly.FromDateTime(DateTime.Now))!.Value;
        Assert.Equal(Golden("found.txt").Replace("{age}", $"{age}", StringComparison.Ordinal), run.Output);
        Assert.Equal(Agreement + "The answer is incomplete: ips did not answer in time.\n", run.Error);
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal("99000004", ((GetBeneficiaryRequest)hub.Script.Calls.Single().Request).NationalId.Number);
    }

    [Fact(Timeout = 30_000)]
    public async Task Person_with_little_known_is_written_without_empty_sections()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary
        {
            Person = new Person
            {
                NationalId = new NationalId { Number = "99000010", Letter = "A" },
                Name = new PersonName { FirstGivenName = "Nicolás", FirstSurname = "Riquelme" },
            },
            Sources = { new SourceStatus { Institution = "mds", State = SourceState.Ok } },
        });

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "a-99.000.010");

        Assert.Equal(Golden("little.txt"), run.Output);
        Assert.Equal(Agreement, run.Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task Sources_that_the_agreement_leaves_out_are_named_to_people()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary
        {
            Person = new Person(),
            Sources =
            {
                new SourceStatus { Institution = "mds", State = SourceState.Ok },
                new SourceStatus { Institution = "mspbs", State = SourceState.NotAsked, Detail = "The agreement does not cover its data." },
            },
        });

        var all = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--as", "mds");
        var some = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--as", "mds", "--read-mask", "person");
        var json = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--as", "mds", "--json");

        const string notAsked = "Not asked: mspbs (The agreement does not cover its data).\n";
        Assert.Equal(notAsked + Agreement.Replace("utgs", "mds", StringComparison.Ordinal), all.Error);
        Assert.Equal(notAsked, some.Error);
        Assert.Equal((ExitCode.Ok, ""), (json.ExitCode, json.Error));
    }

    [Fact(Timeout = 30_000)]
    public async Task Words_of_a_source_cannot_command_the_terminal()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary
        {
            Person = new Person { Name = new PersonName { FirstGivenName = "\u001b[31mEva\u202e", FirstSurname = "[red]López[/]" } },
        });

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1");

        Assert.StartsWith("?[31mEva? [red]López[/]", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Json_is_the_response_of_the_contract_with_the_exchange_id()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(ScriptedPerson.Create());

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "99000004", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal(HubScript.ExchangeId, run.OutputJson.GetProperty("exchangeId").GetString());
        Assert.Equal("María", run.OutputJson.GetProperty("beneficiary").GetProperty("person").GetProperty("name").GetProperty("firstGivenName").GetString());
        Assert.Contains("Tekoporã", run.Output, StringComparison.Ordinal);
        var parser = new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
        Assert.Equal(ScriptedPerson.Create(), parser.Parse<GetBeneficiaryResponse>(run.Output).Beneficiary);
    }

    [Fact(Timeout = 30_000)]
    public async Task Options_reach_the_hub()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary { Person = new Person() });

        var run = await CommandRun.Against(
            hub, certificates, "beneficiary", "get", "1", "--as", "MDS", "--purpose", "benefit_control", "--case-id", "EXP 17", "--user", "u-1",
            "--read-mask", "person.name, enrollments", "--max-age", "1h30m", "--deadline", "25s");

        Assert.Equal("", run.Error);
        var call = hub.Script.Calls.Single();
        var request = (GetBeneficiaryRequest)call.Request;
        Assert.Equal(["person.name", "enrollments"], request.ReadMask.Paths);
        Assert.Equal(TimeSpan.FromMinutes(90), request.MaxAge.ToTimeSpan());
        Assert.Equal("PURPOSE_BENEFIT_CONTROL", call.Header("vamos-purpose"));
        Assert.Equal("EXP 17", call.Header("vamos-case-id"));
        Assert.Equal("u-1", call.Header("vamos-user"));
        Assert.InRange(call.Deadline - call.ReceivedAt, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(26));
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_options_the_purpose_is_case_management_and_the_environment_says_the_rest()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary { Person = new Person() });

        var run = await CommandRun.WithEnvironment(
            name => name switch { "VAMOS_HUB" => hub.Address.ToString(), "VAMOS_CERTS" => certificates.Path, "VAMOS_AS" => "mds", _ => null },
            "beneficiary", "get", "1");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal("PURPOSE_CASE_MANAGEMENT", hub.Script.Calls.Single().Header("vamos-purpose"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Person_whom_nobody_knows_is_said_to_be_unknown_in_plain_words()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new Problem(
            StatusCode.NotFound, ErrorReasons.PersonNotFound, "Every institution answered and none knows a person with this identity document.", "Nadie.")
            .ToException();

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "99000012");

        Assert.Equal(ExitCode.NotFound, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal(
            $"Every institution answered and none knows a person with this identity document.\nExchange {HubScript.ExchangeId}\n", run.Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task Person_not_found_while_a_source_is_missing_is_not_said_to_be_unknown()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => Task.FromResult(new Beneficiary
        {
            Sources = { new SourceStatus { Institution = "mds", State = SourceState.NotFound }, Down },
        });

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "99000012");

        Assert.Equal(ExitCode.Incomplete, run.ExitCode);
        Assert.Contains("mtess could not be reached", run.Error, StringComparison.Ordinal);
        Assert.Contains("is not known", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Sources", run.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("10x")]
    [InlineData("")]
    [InlineData("1234567890")]
    [InlineData("1.23.456")]
    [InlineData("0")]
    public async Task Malformed_cedula_names_the_field_and_says_what_is_right(string cedula)
    {
        var run = await CommandRun.Of("beneficiary", "get", cedula);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith($"national_id.number: '{cedula}' is not the number of a cédula.", run.Error, StringComparison.Ordinal);
        Assert.Contains("1234567, 1.234.567, A-1234567", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Every_malformed_option_is_named_at_once()
    {
        var run = await CommandRun.Of(
            "beneficiary", "get", "10x", "--purpose", "curiosity", "--read-mask", "person,salary", "--deadline", "soon", "--max-age", "-1s",
            "--case-id", "ñ", "--hub", "http://x");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        foreach (var named in (string[])["national_id.number:", "--purpose:", "read_mask: 'salary'", "--deadline:", "--max-age:", "--case-id:", "--hub:"])
            Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Fields_that_the_hub_refuses_are_named()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new Problem(StatusCode.InvalidArgument, ErrorReasons.InvalidRequest, "The request is malformed.", "Mal.")
        {
            Fields = [new ProblemField("max_age", "must not be negative")],
        }.ToException();

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("  max_age: must not be negative", run.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(StatusCode.PermissionDenied, ErrorReasons.CallerNotAllowed, ExitCode.Denied)]
    [InlineData(StatusCode.Unauthenticated, ErrorReasons.CallerNotAllowed, ExitCode.Denied)]
    [InlineData(StatusCode.DeadlineExceeded, ErrorReasons.DeadlineExceeded, ExitCode.Unreachable)]
    [InlineData(StatusCode.Unavailable, ErrorReasons.LegacySystemUnavailable, ExitCode.Unreachable)]
    [InlineData(StatusCode.Internal, ErrorReasons.Internal, ExitCode.Unexpected)]
    public async Task Refusal_of_the_hub_ends_with_its_exit_code(StatusCode status, string reason, int exitCode)
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new Problem(status, reason, "That is why.", "Por eso.") { RetryAfter = TimeSpan.FromMinutes(3) }.ToException();

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal($"That is why.\nTry again in 180 s.\nExchange {HubScript.ExchangeId}\n", run.Error);
    }

    [Fact(Timeout = 30_000)]
    public async Task Refusal_as_json_holds_all_that_the_hub_said()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = (_, _, _) => throw new Problem(StatusCode.NotFound, ErrorReasons.PersonNotFound, "None knows.", "Nadie sabe.").ToException();

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--json");

        Assert.Equal(ExitCode.NotFound, run.ErrorJson.GetProperty("exitCode").GetInt32());
        Assert.Equal("PERSON_NOT_FOUND", run.ErrorJson.GetProperty("reason").GetString());
        Assert.Equal("Nadie sabe.", run.ErrorJson.GetProperty("localizedMessage").GetString());
        Assert.Equal(HubScript.ExchangeId, run.ErrorJson.GetProperty("exchangeId").GetString());
        Assert.Equal("", run.Output);
    }

    [Fact(Timeout = 30_000)]
    public async Task Hub_that_is_not_there_is_said_to_be_unreachable()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        await hub.DisposeAsync();

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1");

        Assert.Equal(ExitCode.Unreachable, run.ExitCode);
        Assert.StartsWith($"Nothing listens at https://localhost:{hub.Address.Port}:", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Hub_that_takes_too_long_ends_with_the_deadline()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Lookup = async (_, context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new Beneficiary();
        };

        var run = await CommandRun.Against(hub, certificates, "beneficiary", "get", "1", "--deadline", "300ms");

        Assert.Equal(ExitCode.Unreachable, run.ExitCode);
        Assert.Contains("deadline", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Missing_folder_of_certificates_says_how_to_get_one()
    {
        var run = await CommandRun.Of("beneficiary", "get", "1", "--certs", "no/such/folder");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Start the sandbox", run.Error, StringComparison.Ordinal);
        Assert.Contains("vamos certs init", run.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Institution_without_certificate_is_told_who_has_one()
    {
        var run = await CommandRun.Of("beneficiary", "get", "1", "--as", "stp", "--certs", certificates.Path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("has no certificate of stp; it has those of hub, mds, utgs", run.Error, StringComparison.Ordinal);
    }

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).ReplaceLineEndings("\n");
}
