namespace Vamos.Hub.Tests.Eligibility;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Common.V1;
using Vamos.Eligibility.V1;
using Vamos.Hub.Tests.Running;

/// <summary>Decisions and facts that the hub keeps: how old they say they are, for whom they count, and what makes them void.</summary>
public sealed class KeptDecisionTests
{
    private const string Number = "99000004";

    [Fact(Timeout = 60_000)]
    public async Task Second_question_is_answered_from_the_cache_says_how_old_and_so_does_the_exchange_log()
    {
        await using var lab = await EligibilityLab.HeardAsync();

        var (first, fresh) = await lab.AskAsync(EligibilityLab.Request(Number));
        await Task.Delay(50);
        var (second, kept) = await lab.AskAsync(EligibilityLab.Request(Number));

        Assert.Equal((false, false), (first.Provenance.FromCache, fresh.FromCache));
        Assert.Equal(["mds", "mtess"], fresh.Hops.Select(hop => hop.Institution).Order());
        Assert.Equal((true, true), (second.Provenance.FromCache, kept.FromCache));
        Assert.InRange(second.Provenance.CacheAge.ToTimeSpan(), TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(10));
        Assert.Equal(second.Provenance.CacheAge, kept.CacheAge);
        Assert.Empty(kept.Hops);
        Assert.Equal((1, 1), (lab.Mds.Asked, lab.Mtess.Asked));

        second.Provenance = first.Provenance;
        Assert.Equal(first, second);
    }

    [Fact(Timeout = 60_000)]
    public async Task Greatest_age_is_honoured_and_zero_asks_every_source_anew()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        await lab.CheckAsync(Number);

        var kept = await lab.CheckAsync(Number, maxAge: TimeSpan.FromMinutes(1));
        var anew = await lab.CheckAsync(Number, maxAge: TimeSpan.Zero);
        var underNothingKept = await lab.CheckAsync(Number, "mspbs");

        Assert.True(kept.Provenance.FromCache);
        Assert.False(anew.Provenance.FromCache);
        Assert.False(underNothingKept.Provenance.FromCache);
        Assert.Equal((3, 3), (lab.Mds.Asked, lab.Mtess.Asked));
    }

    [Fact(Timeout = 60_000)]
    public async Task Slow_source_is_asked_once_by_a_caller_who_takes_nothing_kept()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        lab.BeforeMds = (_, context) => Task.Delay(1_300, context.CancellationToken);

        await lab.CheckAsync(Number, maxAge: TimeSpan.Zero);

        Assert.Equal(1, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Decision_made_of_facts_that_are_too_old_for_a_caller_is_made_anew()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        await lab.CheckAsync(Number);
        await Task.Delay(2_200);

        // young decision of old facts
        var other = EligibilityLab.Request(Number);
        other.AsOf = new Date { Year = 2026, Month = 11, Day = 1 };
        await lab.AskAsync(other);
        other.MaxAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));
        await lab.AskAsync(other);

        Assert.Equal(2, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Hundreds_who_ask_at_once_ask_the_source_once()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        lab.BeforeMds = (_, context) => Task.Delay(300, context.CancellationToken);
        var client = lab.Client();

        var decisions = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
            (await client.CheckEligibilityAsync(EligibilityLab.Request(Number), RunningHub.Purpose, DateTime.UtcNow.AddSeconds(10))).Decision));

        Assert.All(decisions, decision => Assert.Equal(Verdict.Eligible, decision.Verdict));
        Assert.Equal((1, 1), (lab.Mds.Asked, lab.Mtess.Asked));
    }

    [Fact(Timeout = 60_000)]
    public async Task Facts_that_were_kept_say_so_in_every_provenance()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        var first = await lab.Hub.GetKeptAsync(Number);
        var second = await lab.Hub.GetKeptAsync(Number);

        Assert.False(first.Person.Provenance.FromCache);
        Assert.True(second.Person.Provenance.FromCache);
        Assert.False(second.Person.Provenance.Stale);
        Assert.All(second.Sources.OfAdapters(), source => Assert.True(source.Provenance.FromCache));
        Assert.Equal(second.Sources.First(s => s.Institution == "mds").Provenance.CacheAge, second.Person.Provenance.CacheAge);
        Assert.Equal(1, lab.Mds.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task Stale_facts_stand_in_for_a_source_that_is_down_only_as_far_as_the_agreement_allows()
    {
        await using var lab = await EligibilityLab.HeardAsync("--Hub:Cache:FactsFor=00:00:01");
        await lab.Hub.GetKeptAsync(Number);
        lab.BeforeMds = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "down"));
        await Task.Delay(1_100);

        var allowed = await lab.Hub.GetKeptAsync(Number);
        var client = lab.Hub.Beneficiaries("mspbs");
        var denied = (await client.GetBeneficiaryAsync(new() { NationalId = new NationalId { Number = Number } }, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(10))).Beneficiary;

        Assert.True(allowed.Person.Provenance is { FromCache: true, Stale: true }, allowed.Person.Provenance.ToString());
        Assert.True(allowed.Sources.Single(s => s.Institution == "mds").Provenance.Stale);
        Assert.Null(denied.Person);
        Assert.Equal(SourceState.Unavailable, denied.Sources.Single(s => s.Institution == "mds").State);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_callers_mask_never_reaches_another_however_they_take_turns()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        var (all, name) = (lab.Hub.Beneficiaries(), lab.Hub.Beneficiaries("mds"));
        var request = new Vamos.Beneficiary.V1.GetBeneficiaryRequest { NationalId = new NationalId { Number = Number } };

        for (var round = 0; round < 5; round++)
        {
            var narrow = (await name.GetBeneficiaryAsync(request, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(10))).Beneficiary;
            var whole = (await all.GetBeneficiaryAsync(request, RunningHub.Purpose, DateTime.UtcNow.AddSeconds(10))).Beneficiary;

            Assert.Equal((null, "Perséfone", ""), (narrow.Person.BirthDate, narrow.Person.Name.FirstGivenName, narrow.Person.Name.FirstSurname));
            Assert.Equal((1950, "Ñandutí"), (whole.Person.BirthDate.Year, whole.Person.Name.FirstSurname));
        }
    }
}
