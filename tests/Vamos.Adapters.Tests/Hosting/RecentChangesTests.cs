namespace Vamos.Adapters.Tests.Hosting;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

public sealed class RecentChangesTests
{
    [Fact]
    public void Reading_on_from_any_position_misses_nothing_and_repeats_nothing() =>
        Prop.ForAll(Gen.Choose(0, 1_200).ToArbitrary(), Gen.Choose(0, 1_200).ToArbitrary(), (count, from) =>
        {
            var changes = new RecentChanges(TimeProvider.System);
            var position = changes.Read(null).Position;
            var expected = new List<string>();
            for (var i = 0; i < count; i++)
            {
                if (i == from)
                    position = changes.Read(null).Position;
                changes.Add(new NationalId { Number = $"{i}" }, FactKinds.Of(FactKind.Person));
                if (i >= from || from > count - 1)
                    expected.Add($"{i}");
            }

            var read = new List<string>();
            ChangePage page;
            do
            {
                page = changes.Read(position);
                read.AddRange(page.Changes.Select(change => change.Person.Number));
                position = page.Position;
            }
            while (page.More);
            return read.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Position_of_changes_that_are_no_longer_kept_is_too_old()
    {
        var changes = new RecentChanges(TimeProvider.System, capacity: 2);
        var position = changes.Read(null).Position;
        for (var i = 0; i < 3; i++)
            changes.Add(new NationalId { Number = $"{i}" }, default);

        Assert.True(Assert.Throws<ChangePositionException>(() => changes.Read(position)).IsTooOld);
        Assert.True(Assert.Throws<ChangePositionException>(() => new RecentChanges(TimeProvider.System).Read(position)).IsTooOld);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("12345678:")]
    [InlineData("12345678:x")]
    public void Position_of_another_kind_is_refused(string position) =>
        Assert.False(Assert.Throws<ChangePositionException>(() => new RecentChanges(TimeProvider.System).Read(position)).IsTooOld);
}
