namespace Vamos.Hub.Tests.Exchange.Agreements;

using Vamos.Hub.Exchange.Agreements;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Documents;

public sealed class QuotaMeterTests
{
    // noon in Paraguay
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    private readonly SteppedTime _time = new(Noon);

    [Fact]
    public void Second_allows_its_number_at_once_and_says_when_there_is_one_more()
    {
        var meter = new QuotaMeter(_time);
        var quota = new Quota { PerSecond = 10, PerDay = 1000 };

        Assert.Equal(10, Enumerable.Range(0, 25).Count(_ => meter.Take(quota).IsWithin));
        var refused = meter.Take(quota);
        Assert.Equal(QuotaLimit.PerSecond, refused.Limit);
        Assert.InRange(refused.RetryAfter, TimeSpan.FromMilliseconds(99), TimeSpan.FromMilliseconds(101));

        _time.Move(refused.RetryAfter);
        Assert.True(meter.Take(quota).IsWithin);
        Assert.False(meter.Take(quota).IsWithin);
        Assert.Equal(11, meter.CountOn(AgreementCalendar.Today(_time)));
    }

    [Fact]
    public void Day_ends_at_midnight_of_paraguay_and_says_when()
    {
        var meter = new QuotaMeter(_time);
        var quota = new Quota { PerSecond = 5, PerDay = 3 };

        Assert.Equal(3, Enumerable.Range(0, 5).Count(_ => meter.Take(quota).IsWithin));
        Assert.Equal(new QuotaVerdict(QuotaLimit.PerDay, TimeSpan.FromHours(12)), meter.Take(quota));

        _time.Move(TimeSpan.FromHours(12));
        Assert.True(meter.Take(quota).IsWithin);
    }

    [Fact]
    public void Clock_that_is_set_back_gives_no_second_day()
    {
        var meter = new QuotaMeter(_time);
        var quota = new Quota { PerSecond = 5, PerDay = 3 };
        while (meter.Take(quota).IsWithin)
            continue;

        _time.Move(TimeSpan.FromDays(-1));

        Assert.False(meter.Take(quota).IsWithin);
    }

    [Fact]
    public void Count_from_before_the_start_counts()
    {
        var meter = new QuotaMeter(_time);
        var quota = new Quota { PerSecond = 5, PerDay = 3 };

        meter.Seed(AgreementCalendar.Today(_time), 2);

        Assert.True(meter.Take(quota).IsWithin);
        Assert.Equal(QuotaLimit.PerDay, meter.Take(quota).Limit);
    }

    [Fact]
    public void Changed_quota_goes_on_counting()
    {
        var meter = new QuotaMeter(_time);
        for (var i = 0; i < 5; i++)
            meter.Take(new Quota { PerSecond = 10, PerDay = 5 });

        Assert.False(meter.Take(new Quota { PerSecond = 10, PerDay = 5 }).IsWithin);
        Assert.True(meter.Take(new Quota { PerSecond = 10, PerDay = 6 }).IsWithin);
    }

    [Theory]
    [InlineData(500, 1_000_000, 500)]
    [InlineData(100_000, 777, 777)]
    public async Task Many_threads_get_exactly_the_quota(int perSecond, long perDay, int granted)
    {
        var meter = new QuotaMeter(_time);
        var quota = new Quota { PerSecond = perSecond, PerDay = perDay };

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Count(_ => meter.Take(quota).IsWithin))))
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(granted, counts.Sum());
    }
}
