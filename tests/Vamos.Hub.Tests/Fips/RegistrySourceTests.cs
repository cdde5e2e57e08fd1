namespace Vamos.Hub.Tests.Fips;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Fips.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Fips.RegistrySource;
using Vamos.Hub.Fips.Store;
using Vamos.Hub.Tests.Running;

/// <summary>The registry as a source: what it answers, and that what is kept of it ends with a new form.</summary>
public sealed class RegistrySourceTests
{
    private const string Head = "99000801";
    private const string Child = "99000802";

    [Fact(Timeout = 60_000)]
    public async Task Household_of_a_person_is_answered_as_institutions_answer_it()
    {
        await using var lab = await FipsLab.StartAsync();
        var form = TestForms.Of(Head, Child, null);
        form.Dwelling.Sanitation = SanitationKind.Latrine;
        form.Members[1].Health.Disabilities.Add(DisabilityKind.Blind);
        var guest = TestForms.Of(Head, Child, null, null).Members[3];
        guest.HouseholdMember = false;
        guest.Kinship = Kinship.NotRelated;
        form.Members.Add(guest);
        var stored = await lab.SubmitAsync(form);

        var found = await lab.Hub.GetAsync(Child);
        var unknown = await Fails.WithAsync(StatusCode.NotFound, () => lab.Hub.GetAsync("99000899"));

        var household = Assert.Single(found.Households);
        Assert.Equal((stored.HouseholdId, "fips", form.Interview.Date, form.Interview.Place), (household.HouseholdId, household.Instrument, household.InterviewDate, household.Place));
        Assert.Equal(stored.QualityOfLifeIndex.Value, household.QualityOfLifeIndex);
        Assert.Equal(("siis", "fips"), (household.Provenance.Institution, household.Provenance.System));
        Assert.Equal([Head, Child, ""], household.Members.Select(member => member.NationalId?.Number ?? ""));
        Assert.Equal([false, true, false], household.Members.Select(member => member.Disability));
        Assert.Equal((1_500_000, false), (household.Members[0].MonthlyIncome, household.Members[1].HasMonthlyIncome));
        Assert.Equal(
            new LivingConditions { SafeWater = true, SafeSanitation = false, Electricity = true, LastingDwelling = true, PeoplePerBedroom = 1.5 }, household.LivingConditions);
        Assert.Equal(SourceState.Ok, found.Sources.Single(source => source.Institution == "siis").State);
        Assert.NotNull(unknown);
    }

    [Fact(Timeout = 60_000)]
    public async Task Agreement_that_does_not_cover_the_registry_does_not_ask_it()
    {
        await using var mds = (await ScriptedAdapter.StartAsync("mds")).Knows(Head);
        await using var hub = await RunningHub.StartAsync(mds);

        Assert.Equal([SourceState.Ok, SourceState.NotAsked], (await hub.GetAsync(Head)).Sources.Select(source => source.State));
    }

    [Fact(Timeout = 60_000)]
    public async Task New_form_ends_what_was_kept_of_everybody_whom_it_or_its_earlier_version_names()
    {
        await using var lab = await HeardAsync();
        var first = await lab.SubmitAsync(TestForms.Of(Head, Child));
        await ReachesAsync(lab, Child, household => household?.Members.Count == 2);
        Assert.True((await lab.Hub.GetKeptAsync(Head)).Households[0].Provenance.FromCache || (await lab.Hub.GetKeptAsync(Head)).Households[0].Provenance.FromCache);

        var changed = first.Clone();
        changed.Members.RemoveAt(1);
        changed.Members.Add(TestForms.Of(Head, "99000803").Members[1]);
        changed.Members[1].MemberId = "3";
        await lab.SubmitAsync(changed);

        await ReachesAsync(lab, Head, household => household?.Members[1].NationalId.Number == "99000803");
        await ReachesAsync(lab, "99000803", household => household?.Members.Count == 2);
        await ReachesAsync(lab, Child, household => household is null);
    }

    [Fact(Timeout = 60_000)]
    public async Task New_form_changes_the_next_eligibility_decision_that_was_kept()
    {
        await using var lab = await HeardAsync();
        var form = TestForms.Of(Head, Child);
        var stored = await lab.SubmitAsync(form);
        await ReachesAsync(lab, Head, household => household is not null);
        var client = new EligibilityService.EligibilityServiceClient(lab.Hub.Channel(TestCertificates.Of("utgs")));
        var request = new CheckEligibilityRequest { NationalId = new() { Number = Head }, ProgrammeCode = "tekopora", View = DecisionView.Full };
        var before = (await client.CheckEligibilityAsync(request, FipsLab.Case)).Decision;
        var kept = (await client.CheckEligibilityAsync(request, FipsLab.Case)).Decision;

        stored.Interview.Date = new Date { Year = 2026, Month = 9, Day = 9 };
        stored.Dwelling.Bedrooms = 1;
        await lab.SubmitAsync(stored);

        Assert.True(kept.Provenance.FromCache);
        Assert.Contains("siis", before.Criteria.SelectMany(criterion => criterion.Facts).Select(fact => fact.Provenance.Institution));
        await UntilAsync(async () =>
        {
            var decision = (await client.CheckEligibilityAsync(request, FipsLab.Case)).Decision;
            return decision.Criteria.SelectMany(criterion => criterion.Facts).Any(fact => fact.Provenance.AsOf?.ToDateTime().Month == 9);
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task Change_of_a_form_is_told_to_those_who_watch_beneficiaries()
    {
        await using var lab = await FipsLab.StartAsync();
        await lab.Hub.DescribedAsync();
        using var watch = lab.Hub.Beneficiaries().WatchBeneficiaries(new WatchBeneficiariesRequest(), FipsLab.Case, DateTime.UtcNow + FipsLab.Patience);
        await watch.ResponseHeadersAsync;

        await lab.SubmitAsync(TestForms.Of(Head, Child));

        var told = new HashSet<string>();
        while (told.Count < 2 && await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            Assert.Equal(("siis", FactKind.Household), (watch.ResponseStream.Current.Institution, watch.ResponseStream.Current.Kind));
            told.Add(watch.ResponseStream.Current.NationalId.Number);
        }

        Assert.Equal([Head, Child], told.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task Feed_goes_on_behind_its_token_and_repeats_a_form_that_was_heard_by_half()
    {
        using var registry = await RegistryLab.OpenAsync(Path.Combine(Directory.CreateTempSubdirectory().FullName, "forms.db"));
        using var line = new RegistryLine(registry.Store, TimeProvider.System);
        await registry.StoreAsync(TestForms.Of(Head));
        await using var from = line.WatchAsync(ByteString.Empty, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await from.MoveNextAsync());
        Assert.Null(from.Current.NationalId);
        await registry.StoreAsync(TestForms.Of("99000811", "99000812"));

        var heard = new List<(string Person, ByteString Token)>();
        while (heard.Count < 3 && await from.MoveNextAsync())
            heard.Add((from.Current.NationalId?.Number ?? "", from.Current.ResumeToken));
        Assert.Equal(["99000811", "99000812", ""], heard.Select(each => each.Person));

        await using var half = line.WatchAsync(heard[0].Token, CancellationToken.None).GetAsyncEnumerator();
        var again = new List<string>();
        while (again.Count < 3 && await half.MoveNextAsync())
            again.Add(half.Current.NationalId?.Number ?? "");
        Assert.Equal(["", "99000811", "99000812"], again);

        foreach (var (token, code) in new[] { (ByteString.CopyFromUtf8("x"), StatusCode.InvalidArgument), (ByteString.CopyFrom(registry.Store.Tokens.Write(99, "source")), StatusCode.OutOfRange) })
        {
            await using var refused = line.WatchAsync(token, CancellationToken.None).GetAsyncEnumerator();
            Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(async () => await refused.MoveNextAsync())).StatusCode);
        }
    }

    private static async Task<FipsLab> HeardAsync()
    {
        var lab = await FipsLab.StartAsync("--Hub:Cache:UnheardFor=00:00:05");
        await UntilAsync(() => Task.FromResult(lab.Hub.Part<PersonCache>().State.LostFeeds == 0));
        return lab;
    }

    // through the cache, as far as it still holds
    private static Task ReachesAsync(FipsLab lab, string number, Func<HouseholdRecord?, bool> holds) => UntilAsync(async () =>
    {
        try
        {
            return holds((await lab.Hub.GetKeptAsync(number)).Households.SingleOrDefault());
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return holds(null);
        }
    });

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var until = DateTime.UtcNow + FipsLab.Patience;
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < until, "it did not come about in time");
            await Task.Delay(20);
        }
    }
}
