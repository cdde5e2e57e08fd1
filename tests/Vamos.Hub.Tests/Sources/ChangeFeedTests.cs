namespace Vamos.Hub.Tests.Sources;

using System.Diagnostics;
using Vamos.Eligibility.V1;
using Vamos.Hub.Caching;
using Vamos.Hub.Tests.Eligibility;
using Vamos.Hub.Tests.Running;

/// <summary>What the adapters tell of changes, and what the hub does while they cannot.</summary>
public sealed class ChangeFeedTests
{
    private const string Number = "99000004";

    [Fact(Timeout = 60_000)]
    public async Task Death_that_a_source_tells_changes_the_next_lookup_and_the_next_decision_within_a_second()
    {
        await using var lab = await EligibilityLab.HeardAsync();
        Assert.Equal(Verdict.Eligible, (await lab.CheckAsync(Number)).Verdict);
        Assert.Null((await lab.Hub.GetKeptAsync(Number)).Person.Death);
        await lab.CheckAsync("99000005");

        var clock = Stopwatch.StartNew();
        lab.Dead[Number] = true;
        lab.MdsFeed.Tell(Number);
        while ((await lab.CheckAsync(Number)).Verdict != Verdict.NotEligible)
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), "the decision from before the death was given for a second");

        Assert.NotNull((await lab.Hub.GetKeptAsync(Number)).Person.Death);
        Assert.True((await lab.CheckAsync("99000005")).Provenance.FromCache, "another person was forgotten too");
    }

    [Fact(Timeout = 60_000)]
    public async Task Source_that_is_not_heard_is_believed_for_a_short_time_only()
    {
        await using var lab = await EligibilityLab.HeardAsync("--Hub:Cache:UnheardFor=00:00:01");
        await lab.CheckAsync(Number);
        lab.MdsFeed.Cut();
        await lab.FeedsAsync(lost: 1);
        lab.Dead[Number] = true;

        var clock = Stopwatch.StartNew();
        while ((await lab.CheckAsync(Number)).Verdict != Verdict.NotEligible)
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), "an answer was kept longer than it may be while its source is not heard");
    }

    [Fact(Timeout = 60_000)]
    public async Task Decision_of_facts_that_were_kept_is_no_younger_than_they_are()
    {
        await using var lab = await EligibilityLab.StartAsync("--Hub:Cache:UnheardFor=00:00:02");
        lab.MdsFeed.Cut();
        lab.MtessFeed.Cut();
        await lab.FeedsAsync(lost: 2);

        var clock = Stopwatch.StartNew();
        await lab.CheckAsync(Number);
        lab.Dead[Number] = true;
        await Task.Delay(1_500);
        var other = EligibilityLab.Request(Number);
        other.AsOf = new Vamos.Common.V1.Date { Year = 2026, Month = 11, Day = 1 };
        while ((await lab.AskAsync(other)).Decision.Verdict != Verdict.NotEligible)
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), "a decision counted longer than the facts that it was made of");
    }

    [Fact(Timeout = 60_000)]
    public async Task Feed_that_comes_back_goes_on_where_it_broke_off_and_what_it_missed_counts()
    {
        await using var lab = await EligibilityLab.HeardAsync("--Hub:Cache:UnheardFor=00:10:00");
        await lab.CheckAsync(Number);
        await lab.CheckAsync("99000005");
        lab.MdsFeed.Cut();
        await lab.FeedsAsync(lost: 1);
        lab.Dead[Number] = true;
        lab.MdsFeed.Tell(Number);
        lab.MdsFeed.Resume();
        await lab.FeedsAsync(lost: 0);

        Assert.Equal(Verdict.NotEligible, (await lab.CheckAsync(Number)).Verdict);
        Assert.True((await lab.CheckAsync("99000005")).Provenance.FromCache, "what did not change was forgotten");
    }

    [Fact(Timeout = 60_000)]
    public async Task Adapter_that_was_restarted_is_heard_again_from_where_it_was()
    {
        await using var lab = await EligibilityLab.HeardAsync("--Hub:Cache:UnheardFor=00:10:00");
        await lab.CheckAsync(Number);
        await lab.Mds.DisposeAsync();
        await lab.FeedsAsync(lost: 1);
        lab.Dead[Number] = true;
        lab.MdsFeed.Tell(Number);

        await using var again = await ScriptedAdapter.StartAsync("mds", port: lab.Mds.Address.Port);
        again.Feed = lab.MdsFeed;
        again.Answers = (request, _) => Task.FromResult(new Adapter.V1.GetRecordsResponse { Records = lab.MdsRecords(request) });
        await lab.FeedsAsync(lost: 0);

        Assert.Equal(Verdict.NotEligible, (await lab.CheckAsync(Number)).Verdict);
    }

    [Fact(Timeout = 60_000)]
    public async Task Feed_that_cannot_go_on_makes_all_that_was_kept_of_its_source_void()
    {
        await using var lab = await EligibilityLab.HeardAsync("--Hub:Cache:UnheardFor=00:10:00");
        await lab.CheckAsync(Number);
        lab.MdsFeed.Cut();
        await lab.FeedsAsync(lost: 1);
        lab.Dead[Number] = true;
        lab.MdsFeed.Resume(forgot: true);
        await lab.FeedsAsync(lost: 0);

        Assert.Equal(Verdict.NotEligible, (await lab.CheckAsync(Number)).Verdict);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_before_a_new_feed_gave_its_first_sign_of_life_is_void_then(bool forgot)
    {
        const string longTime = "--Hub:Cache:UnheardFor=00:10:00";
        var maySign = new TaskCompletionSource();
        await using var lab = forgot
            ? await EligibilityLab.HeardAsync(longTime)
            : await EligibilityLab.StartAsync(l => l.MdsFeed.MaySign = maySign.Task, longTime);
        if (forgot)
        {
            lab.MdsFeed.MaySign = maySign.Task;
            lab.MdsFeed.Cut();
            await lab.FeedsAsync(lost: 1);
            lab.MdsFeed.Resume(forgot: true);
        }

        await EligibilityLab.UntilAsync(() => lab.MdsFeed.Listeners == 1, "nobody listens");

        // The adapter knows of no change before its first sign of life.
        await lab.CheckAsync(Number);
        lab.Dead[Number] = true;
        maySign.SetResult();
        await lab.FeedsAsync(lost: 0);

        Assert.Equal(Verdict.NotEligible, (await lab.CheckAsync(Number)).Verdict);
    }
}
