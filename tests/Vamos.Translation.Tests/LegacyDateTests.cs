namespace Vamos.Translation.Tests;

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Translation;
using Vamos.Common.V1;

public sealed class LegacyDateTests
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "dd/MM/yyyy", "dd-MM-yyyy", "yyyyMMdd", "yyyy-MM-dd HH:mm:ss"];

    [Fact]
    public void Date_in_any_form_is_understood_alike() => Prop.ForAll(
        Gen.Choose(new DateOnly(1850, 1, 1).DayNumber, new DateOnly(2150, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary(),
        Gen.Elements(Forms).ToArbitrary(),
        (day, form) =>
        {
            var text = day.ToDateTime(new TimeOnly(13, 5)).ToString(form, CultureInfo.InvariantCulture);
            var date = LegacyDate.Translate(text);
            return date.IsUnderstood && Equals(date.Value, Date.From(day));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_day_month_and_year_is_a_calendar_date_or_refused() => Prop.ForAll(
        Gen.Choose(0, 99).ToArbitrary(),
        Gen.Choose(0, 99).ToArbitrary(),
        Gen.Choose(1850, 2150).ToArbitrary(),
        (day, month, year) =>
        {
            var date = LegacyDate.Translate($"{day:00}/{month:00}/{year}");
            var real = new Date { Year = year, Month = month, Day = day }.IsValid;
            return date.IsUnderstood == real;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_valid_date_nothing_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => LegacyDate.Translate(text) is { IsUnderstood: false } or { Value: null } or { Value.IsValid: true }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00/00/0000")]
    [InlineData("00000000")]
    public void Zeros_and_blanks_are_an_unknown_date(string? text)
    {
        var date = LegacyDate.Translate(text);

        Assert.True(date.IsUnderstood);
        Assert.Null(date.Value);
    }

    [Theory]
    [InlineData("00/00/1950", "1950")]
    [InlineData("00/05/1950", "1950-05")]
    public void Zeros_in_part_are_a_partial_date(string text, string expected) => Assert.Equal(expected, LegacyDate.Translate(text).Value!.ToIso());

    [Theory]
    [InlineData("31/02/1950")]
    [InlineData("١٩٥٨-٠٣-١٤")]
    [InlineData("1950-00-17")]
    [InlineData("19501340")]
    [InlineData("01/02/50")]
    [InlineData("01/02-1950")]
    [InlineData("12/31/1950")]
    [InlineData("29/02/1900")]
    [InlineData("01/01/0150")]
    public void Anything_else_is_refused(string text) => Assert.False(LegacyDate.Translate(text).IsUnderstood);
}
