namespace Vamos.Cli.Tests;

using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;

public sealed class EligibilityCheckTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact(Timeout = 30_000)]
    public async Task Decision_is_explained_to_people()
    {
        await using var hub = await HubAsync();

        var run = await CommandRun.Against(hub, certificates, "eligibility", "check", "99.000.002", "--programme", "pension-universal", "--as", "utgs");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        foreach (var shown in new[]
        {
            "NOT ELIGIBLE for pension-universal", "99000002", "ley-7322-2024", "kept for", "NOT MET", "No percibir un salario.", "Tiene un empleo registrado.",
            "mtess", "Ley 7322/2024", "not verified", HubScript.ExchangeId,
        })
            Assert.Contains(shown, run.Output, StringComparison.Ordinal);
        var call = hub.Script.Calls.Single();
        Assert.Equal("PURPOSE_ELIGIBILITY_ASSESSMENT", call.Header("vamos-purpose"));
        Assert.Equal(DecisionView.Full, ((CheckEligibilityRequest)call.Request).View);
    }

    [Fact(Timeout = 30_000)]
    public async Task Options_reach_the_hub_and_json_is_the_decision()
    {
        await using var hub = await HubAsync();

        var run = await CommandRun.Against(
            hub, certificates, "eligibility", "check", "99000002", "--programme", "pension-universal", "--as", "utgs", "--as-of", "2020-06-30",
            "--max-age", "0", "--verdict-only", "--json");

        var request = (CheckEligibilityRequest)hub.Script.Calls.Single().Request;
        Assert.Equal((new Date { Year = 2020, Month = 6, Day = 30 }, DecisionView.Verdict, new Duration()), (request.AsOf, request.View, request.MaxAge));
        Assert.Equal("VERDICT_NOT_ELIGIBLE", run.OutputJson.GetProperty("decision").GetProperty("verdict").GetString());
        Assert.Equal(HubScript.ExchangeId, run.OutputJson.GetProperty("exchangeId").GetString());
    }

    [Theory(Timeout = 30_000)]
    [InlineData("--as-of", "30/06/2020")]
    [InlineData("--max-age", "soon")]
    public async Task Option_that_cannot_be_read_is_named_and_nobody_is_asked(string option, string value)
    {
        await using var hub = await HubAsync();

        var run = await CommandRun.Against(hub, certificates, "eligibility", "check", "99000002", "--programme", "pension-universal", option, value);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.Empty(hub.Script.Calls);
    }

    private async Task<ScriptedHubServer> HubAsync()
    {
        var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Decision = request => new EligibilityDecision
        {
            NationalId = request.NationalId,
            ProgrammeCode = request.ProgrammeCode,
            Verdict = Verdict.NotEligible,
            RulesVersion = "ley-7322-2024",
            AsOf = new Date { Year = 2026, Month = 11, Day = 22 },
            Provenance = new Provenance
            {
                Institution = "hub",
                RetrievedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
                FromCache = true,
                CacheAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(90)),
            },
            Criteria =
            {
                new CriterionResult
                {
                    CriterionCode = "no-salary",
                    Description = "No percibir un salario.",
                    Outcome = CriterionOutcome.NotMet,
                    LegalBasis = "Ley 7322/2024",
                    Explanation = "Tiene un empleo registrado.",
                    Facts = { new UsedFact { Kind = FactKind.Employment, Summary = "empleo", Provenance = new Provenance { Institution = "mtess", System = "reop" } } },
                },
            },
            Sources = { new SourceStatus { Institution = "mtess", State = SourceState.Ok } },
        };
        return hub;
    }
}
