namespace Vamos.Hub.Tests.Monitoring;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Hub.Monitoring.Alerts;

/// <summary>An alert is raised once and cleared once, however the trouble flickers.</summary>
public sealed class AlertBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertCheck Check = new("adapter-down", TimeSpan.FromSeconds(3), _ => []);

    [Fact]
    public void Trouble_is_raised_once_it_lasted_long_enough_and_cleared_once_it_was_gone_as_long()
    {
        var book = new AlertBook();

        var changes = Enumerable.Range(0, 20).SelectMany(second => Take(book, second, second is >= 2 and < 10)).ToList();

        Assert.Equal([Start.AddSeconds(5), Start.AddSeconds(5)], changes.Select(a => a.RaisedAt));
        Assert.Equal([null, Start.AddSeconds(13)], changes.Select(a => a.ClearedAt));
        Assert.Empty(book.Open);
        Assert.Single(book.Past);
    }

    [Fact]
    public void Trouble_of_a_moment_is_not_told() => Assert.Empty(Enumerable.Range(0, 20).SelectMany(second => Take(new AlertBook(), second, second is 4 or 8)));

    [Fact]
    public void Whatever_flickers_every_raise_is_followed_by_its_end_before_the_next() => Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), wrong =>
    {
        var book = new AlertBook();
        var told = wrong.SelectMany((isWrong, second) => Take(book, second, isWrong)).Select(a => a.ClearedAt is null).ToList();

        return told.Select((raised, i) => raised == (i % 2 == 0)).All(right => right) && book.Open.Count == told.Count % 2;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gravest_alert_comes_first()
    {
        var book = new AlertBook();
        var at_once = Check with { After = TimeSpan.Zero };
        book.Take(at_once, [Signal("mds", AlertSeverity.Warning), Signal("mtess", AlertSeverity.Critical)], Start);

        Assert.Equal(["mtess", "mds"], book.Open.Select(a => a.Signal.Subject));
    }

    private static IReadOnlyList<Alert> Take(AlertBook book, int second, bool isWrong) =>
        book.Take(Check, isWrong ? [Signal("mds", AlertSeverity.Critical)] : [], Start.AddSeconds(second));

    private static AlertSignal Signal(string subject, AlertSeverity severity) => new("adapter-down", subject, severity, "No responde.", "Does not answer.");
}
