namespace Vamos.Hub.Tests.Protection;

using System.Diagnostics;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips;
using Vamos.Fips.V1;
using Vamos.Hub.Protection;
using Vamos.Hub.Tests.Running;

/// <summary>What a person and the household are covered by, from real adapters.</summary>
public sealed class ProtectionLookupTests
{
    [Fact(Timeout = 60_000)]
    public async Task Person_is_told_of_with_the_household_and_every_member_of_it()
    {
        await using var lab = await ProtectionLab.StartAsync();

        var outcome = await lab.FindAsync(ProtectionLab.Mother);

        var status = outcome.Status!;
        Assert.Equal(
            [
                ("1", ProtectionLab.Mother, LifeCycleCategory.Adult),
                ("2", ProtectionLab.Son, LifeCycleCategory.Childhood),
                ("3", ProtectionLab.Daughter, LifeCycleCategory.EarlyChildhood),
                ("4", "", LifeCycleCategory.EarlyChildhood),
            ],
            status.Members.Select(m => (m.MemberId, m.NationalId?.Number ?? "", m.Category)));
        Assert.Equal(["sanitation"], outcome.HouseholdGaps);
        Assert.Equal(["employment", "health-insurance"], outcome.GapsOf(new NationalId { Number = ProtectionLab.Mother }));
        Assert.Equal(["childhood-vaccination", "health-insurance"], outcome.GapsOf(new NationalId { Number = ProtectionLab.Daughter }));
        Assert.Empty(outcome.GapsOf(new NationalId { Number = ProtectionLab.Son }));
        Assert.Equal(ProtectionState.Covered, ProtectionLab.StateOf(outcome, ProtectionLab.Son, "schooling"));
        Assert.Equal(["identity-document"], status.Members[3].Protections.Where(p => p.State == ProtectionState.Gap).Select(p => p.Code));
        Assert.Equal([SourceState.Ok, SourceState.Ok, SourceState.NotFound], ProtectionLab.StatesOf(outcome));
        Assert.Equal("H1", outcome.Form!.HouseholdId);
        Assert.Equal(3, outcome.People.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_decided_is_named_by_institution_and_system()
    {
        await using var lab = await ProtectionLab.StartAsync();

        var status = (await lab.FindAsync(ProtectionLab.Mother)).Status!;

        Assert.Equal([("mds", "tekopora")], From(status.Household.Single(p => p.Code == "household-income-support")));
        Assert.Equal([("mds", "ficha-hogar")], From(status.Household.Single(p => p.Code == "sanitation")));
        Assert.Equal([("mspbs", "fhir")], From(status.Members[1].Protections.Single(p => p.Code == "health-insurance")));
        Assert.Equal(["mtess"], From(status.Members[0].Protections.Single(p => p.Code == "employment")).Select(from => from.Institution));
        Assert.Equal([FactKind.Employment], status.Members[0].Protections.Single(p => p.Code == "employment").Kinds);

        static IEnumerable<(string Institution, string System)> From(Vamos.Fips.V1.Protection told) => told.Provenance.Select(p => (p.Institution, p.System));
    }

    [Fact(Timeout = 60_000)]
    public async Task Members_are_asked_about_in_one_go_and_each_source_once_about_each()
    {
        await using var lab = await ProtectionLab.StartAsync();

        var outcome = await lab.FindAsync(ProtectionLab.Son);

        Assert.Equal((1, 3), (lab.Mspbs.Batches, lab.Mspbs.Asked));
        Assert.Equal((1, 3), (lab.Mtess.Batches, lab.Mtess.Asked));
        Assert.Equal(6, ProtectionLab.HopsOf(outcome));
        Assert.Equal(4, outcome.Status!.Members.Count);
        Assert.Equal(["1", "2", "3", "4"], outcome.Status.Members.Select(m => m.MemberId));
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_is_down_turns_gaps_into_what_cannot_be_told()
    {
        await using var lab = await ProtectionLab.StartAsync();
        lab.Mtess.Answers = ProtectionLab.Down;

        var outcome = await lab.FindAsync(ProtectionLab.Mother);

        Assert.Equal(ProtectionState.Unspecified, ProtectionLab.StateOf(outcome, ProtectionLab.Mother, "employment"));
        var employment = outcome.Of(new NationalId { Number = ProtectionLab.Mother })!.Protections.Single(p => p.Code == "employment");
        Assert.Contains("mtess", employment.Explanation, StringComparison.Ordinal);
        Assert.Equal(["health-insurance"], outcome.GapsOf(new NationalId { Number = ProtectionLab.Mother }));
        Assert.Equal(["sanitation"], outcome.HouseholdGaps);
        Assert.Equal([SourceState.Ok, SourceState.Ok, SourceState.Unavailable], ProtectionLab.StatesOf(outcome));
    }

    [Fact(Timeout = 60_000)]
    public async Task Health_that_is_down_leaves_what_others_know_to_be_covered()
    {
        await using var lab = await ProtectionLab.StartAsync();
        lab.Mspbs.Answers = ProtectionLab.Down;

        var outcome = await lab.FindAsync(ProtectionLab.Mother);

        Assert.Empty(outcome.GapsOf(new NationalId { Number = ProtectionLab.Mother }));
        Assert.Empty(outcome.GapsOf(new NationalId { Number = ProtectionLab.Daughter }));
        Assert.Equal(ProtectionState.Unspecified, ProtectionLab.StateOf(outcome, ProtectionLab.Daughter, "childhood-vaccination"));
        Assert.Equal(ProtectionState.Covered, ProtectionLab.StateOf(outcome, ProtectionLab.Son, "schooling"));
        Assert.Equal(ProtectionState.Covered, ProtectionLab.StateOf(outcome, ProtectionLab.Mother, "identity-document"));
        Assert.Equal(["sanitation"], outcome.HouseholdGaps);
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_the_agreement_does_not_cover_is_not_asked_and_leaves_open_what_it_could_tell()
    {
        await using var lab = await ProtectionLab.StartAsync();

        var outcome = await lab.FindAsync(ProtectionLab.Mother, covered: ["mds", "mspbs", FormNames.Institution]);

        Assert.Equal(0, lab.Mtess.Asked);
        Assert.Equal(ProtectionState.Unspecified, ProtectionLab.StateOf(outcome, ProtectionLab.Mother, "employment"));
        Assert.Equal(["health-insurance"], outcome.GapsOf(new NationalId { Number = ProtectionLab.Mother }));
        Assert.Equal([SourceState.Ok, SourceState.Ok, SourceState.NotAsked], ProtectionLab.StatesOf(outcome));
    }

    [Fact(Timeout = 60_000)]
    public async Task Person_without_any_form_is_told_of_alone_and_of_the_household_nothing_can_be_told()
    {
        await using var lab = await ProtectionLab.StartAsync();
        lab.Form = null;

        var outcome = await lab.FindAsync(ProtectionLab.Mother);

        Assert.Equal("", Assert.Single(outcome.Status!.Members).MemberId);
        Assert.Equal(["employment", "health-insurance"], outcome.GapsOf(new NationalId { Number = ProtectionLab.Mother }));
        Assert.All(outcome.Status.Household, told => Assert.Equal(ProtectionState.Unspecified, told.State));
        Assert.Null(outcome.Form);
    }

    [Fact(Timeout = 60_000)]
    public async Task Person_whom_nobody_knows_has_no_status()
    {
        await using var lab = await ProtectionLab.StartAsync();

        var outcome = await lab.FindAsync("99000012");

        Assert.Null(outcome.Status);
        Assert.Empty(outcome.HouseholdGaps);
        Assert.Equal(3, ProtectionLab.HopsOf(outcome));
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_does_not_answer_costs_no_more_than_the_time_there_is()
    {
        await using var lab = await ProtectionLab.StartAsync();
        lab.Mspbs.Answers = async (_, context) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(30), context.CancellationToken);
            throw new InvalidOperationException();
        };
        var watch = Stopwatch.StartNew();

        var outcome = await lab.FindAsync(ProtectionLab.Mother, within: TimeSpan.FromSeconds(1.5));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.Equal(SourceState.TimedOut, outcome.Status!.Sources.Single(s => s.Institution == "mspbs").State);
        Assert.Equal(4, outcome.Status.Members.Count);
        Assert.Equal(ProtectionState.Covered, ProtectionLab.StateOf(outcome, ProtectionLab.Son, "schooling"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Household_beyond_all_measure_is_cut_and_the_person_asked_about_stays()
    {
        await using var lab = await ProtectionLab.StartAsync();
        lab.Form!.Members.Clear();
        for (var i = 0; i < 200; i++)
            lab.Form.Members.Add(ProtectionLab.Member($"{i}", $"{99_001_000 + i}", "1990-01-01", Sex.Female));
        lab.Form.Members.Add(ProtectionLab.Member("200", ProtectionLab.Mother, "1992-03-04", Sex.Female));

        var outcome = await lab.FindAsync(ProtectionLab.Mother);

        Assert.Equal(ProtectionLookup.MostPeople, outcome.Status!.Members.Count);
        Assert.Equal(ProtectionLookup.MostPeople, lab.Mds.Asked);
        Assert.NotNull(outcome.Of(new NationalId { Number = ProtectionLab.Mother }));
    }

    [Fact(Timeout = 60_000)]
    public async Task Member_whom_the_form_names_twice_is_told_of_once()
    {
        await using var lab = await ProtectionLab.StartAsync();
        lab.Form!.Members.Add(ProtectionLab.Member("5", ProtectionLab.Son, "2017-02-03", Sex.Male));

        var status = (await lab.FindAsync(ProtectionLab.Mother)).Status!;

        Assert.Equal(["1", "2", "3", "4"], status.Members.Select(m => m.MemberId));
    }

    [Fact(Timeout = 60_000)]
    public async Task Household_is_told_of_by_its_form_and_its_members_documents()
    {
        await using var lab = await ProtectionLab.StartAsync();
        var form = lab.Form!.Clone();
        lab.Form = null;
        form.LivingConditions.SafeWater = false;
        form.Provenance = ProtectionLab.From("siis", "fips");

        var outcome = await lab.FindAsync(form);

        Assert.Equal(["safe-water", "sanitation"], outcome.HouseholdGaps);
        Assert.Equal(["siis"], outcome.Status!.Household.Single(p => p.Code == "safe-water").Provenance.Select(p => p.Institution));
        Assert.Equal(ProtectionState.Covered, outcome.Status.Household.Single(p => p.Code == "household-income-support").State);
        Assert.Equal(["employment", "health-insurance"], outcome.GapsOf(new NationalId { Number = ProtectionLab.Mother }));
        Assert.Equal(4, outcome.Status.Members.Count);
        Assert.Equal(3, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Household_without_any_document_is_told_of_by_its_form_alone()
    {
        await using var lab = await ProtectionLab.StartAsync();
        var form = lab.Form!.Clone();
        foreach (var member in form.Members)
            member.NationalId = null;

        var outcome = await lab.FindAsync(form);

        Assert.Equal(["sanitation"], outcome.HouseholdGaps);
        Assert.Equal(0, lab.Mds.Asked);
        Assert.All(outcome.Status!.Members, m => Assert.Equal(ProtectionState.Gap, m.Protections.Single(p => p.Code == "identity-document").State));
        Assert.Equal(ProtectionState.Unspecified, outcome.Status.Household.Single(p => p.Code == "household-income-support").State);
    }
}
