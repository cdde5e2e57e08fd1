namespace Vamos.Cli.Tests;

using Google.Protobuf.WellKnownTypes;
using Vamos.Cli.CommandLine;
using Vamos.Clients.Tests.ScriptedHub;
using Vamos.Common.V1;
using Vamos.Fips.V1;

public sealed class ProtectionStatusTests(TestCertificates certificates) : IClassFixture<TestCertificates>
{
    [Fact(Timeout = 30_000)]
    public async Task Protection_is_counted_by_category_and_pillar_and_explained_thing_by_thing()
    {
        await using var hub = await ScriptedHubServer.StartAsync(certificates);
        hub.Script.Forms.Protection = _ => Status();

        var run = await CommandRun.Against(hub, certificates, "fips", "status", "99000004");
        var json = await CommandRun.Against(hub, certificates, "fips", "status", "99000004", "--json");

        var golden = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", "protection.txt"));
        Assert.Equal(golden.ReplaceLineEndings("\n"), run.Output);
        Assert.Equal((ExitCode.Ok, "Not everything can be told: ips did not answer in time.\n"), (run.ExitCode, run.Error));
        Assert.Equal("safe-water", json.OutputJson.GetProperty("status").GetProperty("household")[0].GetProperty("code").GetString());
        Assert.Equal(HubScript.ExchangeId, json.OutputJson.GetProperty("exchangeId").GetString());
    }

    private static ProtectionStatus Status() => new()
    {
        Household =
        {
            Of("safe-water", "Agua segura", Pillar.SocialIntegration, ProtectionState.Covered, "Red pública.", "siis", "fips"),
            Of(
                "household-income-support", "Ingreso del hogar", Pillar.SocialIntegration, ProtectionState.Gap, "No recibe transferencias.",
                "mds", "padron-tekopora"),
        },
        Members =
        {
            new MemberProtection
            {
                MemberId = "1", NationalId = new NationalId { Number = "99000004" }, Category = LifeCycleCategory.Adult,
                Protections =
                {
                    Of("health-insurance", "Seguro médico", Pillar.SocialSecurity, ProtectionState.Unspecified, "IPS no respondió.", "", ""),
                    Of("employment", "Empleo", Pillar.LabourAndProductiveInsertion, ProtectionState.Covered, "Trabaja por cuenta propia.", "siis", "fips"),
                    Of("old-age-income", "Ingreso en la vejez", Pillar.SocialSecurity, ProtectionState.NotApplicable, "", "", ""),
                },
            },
            new MemberProtection
            {
                MemberId = "2", Category = LifeCycleCategory.EarlyChildhood,
                Protections =
                {
                    Of("identity-document", "Documento de identidad", Pillar.SocialIntegration, ProtectionState.Gap, "Nunca lo obtuvo.", "siis", "fips"),
                },
            },
        },
        Sources = { new SourceStatus { Institution = "siis", State = SourceState.Ok }, new SourceStatus { Institution = "ips", State = SourceState.TimedOut } },
    };

    private static Protection Of(string code, string name, Pillar pillar, ProtectionState state, string why, string institution, string system)
    {
        var protection = new Protection { Code = code, Name = name, Pillar = pillar, State = state, Explanation = why };
        if (institution.Length != 0)
        {
            var day = Timestamp.FromDateTime(new DateTime(2026, 10, 1, 3, 0, 0, DateTimeKind.Utc));
            protection.Provenance.Add(new Provenance { Institution = institution, System = system, AsOf = day });
        }

        return protection;
    }
}
