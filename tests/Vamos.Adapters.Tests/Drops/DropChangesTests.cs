namespace Vamos.Adapters.Tests.Drops;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapters.Drops;
using Vamos.Beneficiary.V1;

public sealed class DropChangesTests : IDisposable
{
    private readonly DropsLab _lab = new(settings => settings with { FewestRowsPercent = 0 });

    [Fact]
    public async Task People_who_came_went_or_differ_are_changes_and_no_others()
    {
        await _lab.TakeAsync("muertos.csv", DropsLab.Header + "1;A;01/01/2020\n2;B;01/01/2020\n3;C;01/01/2020\n");
        var position = _lab.Room.ReadChanges(null).Position;

        // A name is no fact of this list, and another line is no change.
        await _lab.TakeAsync("muertos.csv", DropsLab.Header + "4;D;01/01/2020\n3;C;02/01/2020\n1;OTRO;01/01/2020\n");

        var page = _lab.Room.ReadChanges(position);
        Assert.Equal(["2", "3", "4"], page.Changes.Select(change => change.Person.Number).Order());
        Assert.All(page.Changes, change => Assert.Equal([FactKind.Person], change.Kinds));
        Assert.False(page.More);
    }

    [Fact]
    public async Task Changed_member_changes_the_household_of_the_others()
    {
        await _lab.TakeAsync("hogares.csv", "cedula,hogar\n1,a\n2,a\n3,b\n4,b\n5,c\n"u8.ToArray());
        var position = _lab.Room.ReadChanges(null).Position;

        await _lab.TakeAsync("hogares.csv", "cedula,hogar\n1,a\n2,a\n3,b\n4,a\n5,c\n"u8.ToArray());

        Assert.Equal(["1", "2", "3", "4"], _lab.ChangedSince(position).Order());
    }

    [Fact]
    public void Reading_from_any_change_on_misses_none() => Prop.ForAll(
        Gen.Choose(1, 40).ArrayOf().ToArbitrary(),
        Gen.Choose(1, 40).ArrayOf().ToArbitrary(),
        (before, after) =>
        {
            Take(before);
            var start = _lab.Room.ReadChanges(null).Position;
            Take(after);
            var all = _lab.Room.ReadChanges(start).Changes;
            var expected = before.Except(after).Union(after.Except(before)).Select(number => $"{number}").Order();
            return all.Select(change => change.Person.Number).Order().SequenceEqual(expected) && Enumerable.Range(0, all.Count).All(i =>
                _lab.ChangedSince(all[i].Position).SequenceEqual(all.Skip(i + 1).Select(change => change.Person.Number)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public async Task Many_changes_come_in_pages()
    {
        var position = _lab.Room.ReadChanges(null).Position;

        await _lab.TakeAsync("muertos.csv", DropsLab.Lines(1, 1_234));

        Assert.True(_lab.Room.ReadChanges(position).More);
        Assert.Equal(1_234, _lab.ChangedSince(position).Distinct().Count());
    }

    [Fact]
    public async Task Position_whose_changes_are_forgotten_is_too_old()
    {
        using var lab = new DropsLab(settings => settings with { ChangesKept = 5 });
        var position = lab.Room.ReadChanges(null).Position;
        await lab.TakeAsync("muertos.csv", DropsLab.Lines(1, 10));

        Assert.True(Assert.Throws<ChangePositionException>(() => lab.Room.ReadChanges(position)).IsTooOld);
        var kept = position[..^1] + "5";
        Assert.Equal(5, lab.Room.ReadChanges(kept).Changes.Count);
    }

    [Fact]
    public async Task Position_of_a_store_that_was_made_anew_is_too_old()
    {
        await _lab.TakeAsync("muertos.csv", DropsLab.Lines(1, 10));
        using var other = new DropsLab();

        Assert.True(Assert.Throws<ChangePositionException>(() => other.Room.ReadChanges(_lab.Room.ReadChanges(null).Position)).IsTooOld);
        // An older copy of the same store does not know the number.
        var ahead = _lab.Room.ReadChanges(null).Position.Replace(".10", ".11");
        Assert.True(Assert.Throws<ChangePositionException>(() => _lab.Room.ReadChanges(ahead)).IsTooOld);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("7")]
    [InlineData("0123456789abcdef.-1")]
    public void Text_that_is_no_position_is_not_too_old(string position) =>
        Assert.False(Assert.Throws<ChangePositionException>(() => _lab.Room.ReadChanges(position)).IsTooOld);

    public void Dispose() => _lab.Dispose();

    private void Take(int[] numbers)
    {
        var text = DropsLab.Header + string.Concat(numbers.Distinct().Select(number => $"{number};A;\n"));
        Assert.Null(_lab.Take("muertos.csv", System.Text.Encoding.ASCII.GetBytes(text)).Reason);
    }
}
