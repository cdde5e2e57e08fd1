namespace Vamos.Hub.Tests.Beneficiaries;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;
using Vamos.Hub.Tests.Running;

public sealed class IncompatibilityTests
{
    private const string Known = "99000004";

    [Fact(Timeout = 60_000)]
    public async Task Active_enrolment_of_somebody_who_died_is_found_with_rule_law_and_facts()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known, Died);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();

        var answer = await FindAsync(hub);

        var found = Assert.Single(answer.Incompatibilities);
        Assert.Equal("enrolment-of-deceased", found.RuleCode);
        Assert.Equal(["tekopora"], found.ProgrammeCodes);
        Assert.NotEmpty(found.LegalBasis);
        Assert.Equal([FactKind.Enrollment, FactKind.Person], found.Facts.Select(f => f.Kind).Distinct());
        Assert.All(found.Facts, fact => Assert.Equal("mds", fact.Provenance.Institution));
        Assert.Equal(SourceState.Ok, Assert.Single(answer.Sources.OfAdapters()).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Rules_and_facts_of_another_day_can_be_asked_for()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known, Died);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();

        Assert.Empty((await FindAsync(hub, new Date { Year = 2025, Month = 12, Day = 31 })).Incompatibilities);
        Assert.Single((await FindAsync(hub, new Date { Year = 2026, Month = 6, Day = 1 })).Incompatibilities);
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_does_not_answer_is_named()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var mtess = await ScriptedAdapter.StartAsync("mtess");
        mtess.Offers = [FactKind.Employment];
        mtess.Answers = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "down"));
        await using var hub = await RunningHub.StartAsync(mds, mtess);
        await hub.DescribedAsync();

        var answer = await FindAsync(hub);

        Assert.Empty(answer.Incompatibilities);
        Assert.Equal([SourceState.Ok, SourceState.Unavailable], answer.Sources.OfAdapters().Select(s => s.State));
    }

    [Fact(Timeout = 60_000)]
    public async Task Person_that_every_source_denies_is_not_found_and_flaws_are_named_together()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Known);
        await using var hub = await RunningHub.StartAsync(mds);
        await hub.DescribedAsync();

        var unknown = await Fails.WithAsync(StatusCode.NotFound, () => FindAsync(hub, number: "99000005"));
        Assert.Equal(ErrorReasons.PersonNotFound, unknown.Reason);
        var flawed = await Fails.WithAsync(StatusCode.InvalidArgument, () => FindAsync(hub, new Date { Year = 2025, Month = 2, Day = 30 }, "10x"));
        Assert.Equal(["national_id.number", "as_of"], flawed.Fields.Select(f => f.Field));
    }

    private static void Died(PersonRecords records)
    {
        records.Enrollments[0].Status = EnrollmentStatus.Active;
        records.Enrollments[0].StartDate = new Date { Year = 2024, Month = 1, Day = 1 };
        records.Person.Death = new Death { Date = new Date { Year = 2026, Month = 3, Day = 4 }, Provenance = records.Person.Provenance };
    }

    private static async Task<FindIncompatibilitiesResponse> FindAsync(RunningHub hub, Date? asOf = null, string number = Known) =>
        await hub.Beneficiaries().FindIncompatibilitiesAsync(
            new FindIncompatibilitiesRequest { NationalId = new NationalId { Number = number }, AsOf = asOf }, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(20));
}
