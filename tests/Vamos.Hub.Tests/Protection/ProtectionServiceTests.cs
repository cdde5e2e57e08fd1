namespace Vamos.Hub.Tests.Protection;

using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Exchange.V1;
using Vamos.Fips;
using Vamos.Fips.V1;
using Vamos.Hub.Tests.Fips;
using Vamos.Hub.Tests.Running;

/// <summary>GetProtectionStatus through the whole hub: a form is submitted, and the household is told of by it and by three institutions.</summary>
public sealed class ProtectionServiceTests
{
    private static readonly Lazy<string> Agreements = new(Write);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 60_000)]
    public async Task Person_is_told_of_with_the_household_of_the_form_that_was_submitted()
    {
        await using var lab = await StartAsync();
        var form = await SubmitAsync(lab, Household());

        var status = await StatusAsync(lab, new() { NationalId = new() { Number = ProtectionLab.Mother } });

        Assert.Equal(form.Members.Select(m => (m.MemberId, m.NationalId?.Number)), status.Members.Select(m => (m.MemberId, m.NationalId?.Number)));
        Assert.Equal([ProtectionState.Covered], States(status.Household, "safe-water"));
        Assert.Equal([FormNames.Institution], status.Household.Single(p => p.Code == "safe-water").Provenance.Select(p => p.Institution));
        Assert.Equal([ProtectionState.Gap], States(status.Members[0].Protections, "employment"));
        Assert.Equal([ProtectionState.Covered], States(status.Members[1].Protections, "schooling"));
        Assert.Equal([ProtectionState.Gap], States(status.Members[2].Protections, "identity-document"));
        Assert.Equal(["mds", "mspbs", "mtess", FormNames.Institution], status.Sources.Select(s => s.Institution));
    }

    [Fact(Timeout = 60_000)]
    public async Task Household_is_told_of_by_its_identifier_as_any_of_its_people_is()
    {
        await using var lab = await StartAsync();
        var form = await SubmitAsync(lab, Household());

        var household = await StatusAsync(lab, new() { HouseholdId = form.HouseholdId });
        var person = await StatusAsync(lab, new() { NationalId = new() { Number = ProtectionLab.Son } });

        Assert.Equal(person.Household.Select(p => (p.Code, p.State)), household.Household.Select(p => (p.Code, p.State)));
        Assert.Equal(
            person.Members.SelectMany(m => m.Protections.Select(p => (m.MemberId, p.Code, p.State))),
            household.Members.SelectMany(m => m.Protections.Select(p => (m.MemberId, p.Code, p.State))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_member_finds_the_exchange_among_those_about_him_or_her()
    {
        await using var lab = await StartAsync();
        await SubmitAsync(lab, Household());

        await StatusAsync(lab, new() { NationalId = new() { Number = ProtectionLab.Mother } });

        var request = new ListAccessesRequest { NationalId = new() { Number = ProtectionLab.Son } };
        var purpose = new Metadata { { "vamos-purpose", "PURPOSE_DATA_SUBJECT_REQUEST" } };
        var client = new ExchangeService.ExchangeServiceClient(lab.Hub.Channel(TestCertificates.Of("utgs")));
        var accesses = (await client.ListAccessesAsync(request, purpose, DateTime.UtcNow + Patience)).Exchanges;
        Assert.Contains(accesses, access => access.Method.EndsWith("GetProtectionStatus", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Agreement_cuts_what_is_told_and_closes_the_sources_that_it_does_not_cover()
    {
        await using var lab = await StartAsync();
        var form = await SubmitAsync(lab, Household());

        var status = await StatusAsync(lab, new() { NationalId = new() { Number = ProtectionLab.Mother } }, "mtess");

        Assert.All(status.Members.SelectMany(m => m.Protections), told => Assert.Equal(("", 0), (told.Explanation, told.Provenance.Count)));
        Assert.Equal([ProtectionState.Gap], States(status.Members[0].Protections, "employment"));
        Assert.Equal([ProtectionState.Unspecified], States(status.Household, "safe-water"));
        var refused = await Fails.WithAsync(StatusCode.NotFound, () => StatusAsync(lab, new() { HouseholdId = form.HouseholdId }, "mtess"));
        Assert.Equal(ErrorReasons.FormNotFound, refused.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_whom_anybody_knows_and_requests_without_sense_are_refused()
    {
        await using var lab = await StartAsync();

        var unknown = await Fails.WithAsync(StatusCode.NotFound, () => StatusAsync(lab, new() { NationalId = new() { Number = "99000012" } }));
        var household = await Fails.WithAsync(StatusCode.NotFound, () => StatusAsync(lab, new() { HouseholdId = "no-such" }));
        var nothing = await Fails.WithAsync(StatusCode.InvalidArgument, () => StatusAsync(lab, new()));
        var flawed = await Fails.WithAsync(StatusCode.InvalidArgument, () => StatusAsync(lab, new() { NationalId = new() { Number = "1.2" } }));
        var noId = await Fails.WithAsync(StatusCode.InvalidArgument, () => StatusAsync(lab, new() { HouseholdId = "a b" }));

        Assert.Equal((ErrorReasons.PersonNotFound, ErrorReasons.FormNotFound), (unknown.Reason, household.Reason));
        Assert.Equal(["national_id", "national_id.number", "household_id"], [.. Fields(nothing), .. Fields(flawed), .. Fields(noId)]);

        static IEnumerable<string> Fields(Problem problem) => problem.Fields.Select(field => field.Field);
    }

    private static async Task<ProtectionLab> StartAsync()
    {
        var lab = await ProtectionLab.StartAsync($"--Hub:Agreements:Directory={Agreements.Value}");
        lab.Form = null;
        return lab;
    }

    private static IntegratedProtectionForm Household()
    {
        var form = TestForms.Of(ProtectionLab.Mother, ProtectionLab.Son, null);
        form.Members[0].BirthDate = new Date { Year = 1992, Month = 3, Day = 4 };
        form.Members[1].BirthDate = new Date { Year = 2017, Month = 2, Day = 3 };
        form.Members[2].BirthDate = new Date { Year = 2025, Month = 3, Day = 1 };
        form.Members[2].Schooling = null;
        form.Interview.Date = Date.From(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-30)));
        return form;
    }

    private static FipsService.FipsServiceClient Client(ProtectionLab lab, string institution) => new(lab.Hub.Channel(TestCertificates.Of(institution)));

    private static async Task<IntegratedProtectionForm> SubmitAsync(ProtectionLab lab, IntegratedProtectionForm form)
    {
        var request = new SubmitFormRequest { Form = form, RequestId = Guid.NewGuid().ToString("N") };
        return (await Client(lab, "utgs").SubmitFormAsync(request, RunningHub.Purpose, DateTime.UtcNow + Patience)).Form;
    }

    private static async Task<ProtectionStatus> StatusAsync(ProtectionLab lab, GetProtectionStatusRequest request, string institution = "utgs") =>
        (await Client(lab, institution).GetProtectionStatusAsync(request, RunningHub.Purpose, DateTime.UtcNow + Patience)).Status;

    private static IEnumerable<ProtectionState> States(IEnumerable<Vamos.Fips.V1.Protection> told, string code) =>
        told.Where(protection => protection.Code == code).Select(protection => protection.State);

    // utgs may see everything; mtess codes and states alone, and nothing of the registry
    private static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-protection-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "agreements"));
        File.WriteAllText(Path.Combine(folder, "institutions.yaml"), "institutions:\n" + string.Concat(
            new[] { "hub", "mds", "mspbs", "mtess", "utgs", FormNames.Institution }.Select(
                code => $"  - {{code: {code}, name: {code}, roles: [consumer, provider, monitor]}}\n")));
        Write(
            folder,
            "utgs",
            "[mds, mspbs, mtess, siis]",
            "FipsService/GetProtectionStatus: ['*'], FipsService/SubmitForm: ['*'], ExchangeService/ListAccesses: ['*']");
        Write(
            folder,
            "mtess",
            "[mds, mspbs, mtess]",
            "FipsService/GetProtectionStatus: [status.household.code, status.household.state, status.members.protections.code, status.members.protections.state]");
        return folder;
    }

    private static void Write(string folder, string consumer, string providers, string methods) =>
        File.WriteAllText(Path.Combine(folder, "agreements", consumer + ".yaml"), $$"""
            id: {{consumer}}
            title: {{consumer}}
            parties: {consumer: {{consumer}}, providers: {{providers}}}
            instrument: {kind: Convenio, number: '1/2026', date: 2025-12-01, article: primera}
            validity: {from: 2026-01-01, until: 2030-12-31}
            purposes: [PURPOSE_CASE_MANAGEMENT, PURPOSE_DATA_SUBJECT_REQUEST]
            quota: {per_second: 50000, per_day: 100000000}
            max_staleness: 24h
            audit_class: standard
            methods:
            {{string.Join("\n", methods.Split("], ").Select(m => m.TrimEnd(']').Split(": [")).Select(m => $"  - method: {m[0]}\n    fields: [{m[1]}]"))}}

            """);
}
