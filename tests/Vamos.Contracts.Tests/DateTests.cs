namespace Vamos.Contracts.Tests;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Common.V1;

public sealed class DateTests
{
    [Theory]
    [InlineData(2024, 2, 29, true)]
    [InlineData(2023, 2, 29, false)]
    [InlineData(1900, 2, 29, false)]
    [InlineData(2024, 4, 31, false)]
    [InlineData(2024, 0, 0, true)]
    [InlineData(2024, 7, 0, true)]
    [InlineData(2024, 0, 7, false)]
    [InlineData(2024, 13, 1, false)]
    [InlineData(0, 1, 1, false)]
    [InlineData(10000, 1, 1, false)]
    [InlineData(2024, -1, 1, false)]
    [InlineData(2024, 1, -1, false)]
    public void Date_is_valid_when_the_calendar_has_it(int year, int month, int day, bool valid) =>
        Assert.Equal(valid, new Date { Year = year, Month = month, Day = day }.IsValid);

    [Fact]
    public void Whole_date_survives_the_way_there_and_back() =>
        Prop.ForAll(Gen.Choose(0, DateOnly.MaxValue.DayNumber).ToArbitrary(), number =>
        {
            var date = DateOnly.FromDayNumber(number);
            return Date.From(date).TryToDateOnly(out var back) && back == date && Date.From(date).ToIso() == date.ToString("yyyy-MM-dd");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Partial_date_is_no_whole_date_and_shows_what_is_known()
    {
        Assert.False(new Date { Year = 1958, Month = 3 }.TryToDateOnly(out _));
        Assert.Equal("1958-03", new Date { Year = 1958, Month = 3 }.ToIso());
        Assert.Equal("1958", new Date { Year = 1958 }.ToIso());
    }
}
