namespace Vamos.Adapters.Tests.Hl7;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Hl7;

public sealed class Hl7TimeTests
{
    private static readonly TimeSpan Asuncion = TimeSpan.FromHours(-3);

    [Theory]
    [InlineData("1958", "1958", "1958-01-01T03:00:00Z")]
    [InlineData("195803", "1958-03", "1958-03-01T03:00:00Z")]
    [InlineData("19580314", "1958-03-14", "1958-03-14T03:00:00Z")]
    [InlineData("19580300", "1958-03", "1958-03-01T03:00:00Z")]
    [InlineData("2026112008", "2026-11-20", "2026-11-20T11:00:00Z")]
    [InlineData("202611200815", "2026-11-20", "2026-11-20T11:15:00Z")]
    [InlineData("20261120081530", "2026-11-20", "2026-11-20T11:15:30Z")]
    [InlineData("20261120081530.25", "2026-11-20", "2026-11-20T11:15:30.2500000Z")]
    [InlineData("20261120081530.1234-0400", "2026-11-20", "2026-11-20T12:15:30.1234000Z")]
    [InlineData("20120701+0700", "2012-07-01", "2012-06-30T17:00:00Z")]
    public void Moment_is_known_as_far_as_it_is_written(string text, string date, string instant)
    {
        Assert.True(Hl7Time.TryParse(text, out var time));
        Assert.Equal(date, time.ToDate().ToIso());
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), time.ToInstant(Asuncion));
    }

    [Theory]
    [InlineData("")]
    [InlineData("195")]
    [InlineData("0000")]
    [InlineData("00000000")]
    [InlineData("19581301")]
    [InlineData("19580230")]
    [InlineData("1958031")]
    [InlineData("2026112025")]
    [InlineData("202611200860")]
    [InlineData("20261120.5")]
    [InlineData("20261120081530.")]
    [InlineData("20261120081530.1234567890")]
    [InlineData("20261120+3")]
    [InlineData("20261120+2500")]
    [InlineData("1958-03-14")]
    [InlineData("２０２６")]
    public void What_is_no_moment_is_refused(string text) => Assert.False(Hl7Time.TryParse(text, out _));

    [Fact]
    public void Moment_that_was_written_is_read_again() => Prop.ForAll(
        (from milliseconds in Gen.Choose(0, int.MaxValue)
         from days in Gen.Choose(-40_000, 40_000)
         from quarters in Gen.Choose(-48, 56)
         let utc = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(days).AddMilliseconds(milliseconds)
         select utc.ToOffset(TimeSpan.FromMinutes(15 * quarters))).ToArbitrary(),
        moment => Hl7Time.TryParse(Hl7Time.Format(moment), out var time) && time.ToInstant(Asuncion) == moment).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_moment_of_the_calendar_or_refused() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<string>().Or(Gen.Elements("0123456789.+-".ToCharArray()).ArrayOf().Select(letters => new string(letters))).ToArbitrary(),
        text =>
        {
            if (!Hl7Time.TryParse(text, out var time))
                return true;
            _ = time.ToInstant(Asuncion);
            return time.ToDate().IsValid;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Moment_at_the_edge_of_the_calendar_has_no_instant_rather_than_an_error()
    {
        Assert.True(Hl7Time.TryParse("00010101+1400", out var first));
        Assert.Null(first.ToInstant(Asuncion));
        Assert.True(Hl7Time.TryParse("99991231235959-1200", out var last));
        Assert.Null(last.ToInstant(Asuncion));
    }
}
