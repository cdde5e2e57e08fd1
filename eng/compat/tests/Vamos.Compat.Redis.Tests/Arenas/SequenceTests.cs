namespace Vamos.Compat.Redis.Tests.Arenas;

using FsCheck;
using FsCheck.Fluent;
using Pipelines.Sockets.Unofficial.Arenas;

public sealed class SequenceTests
{
    [Fact]
    public void Sequence_ofAnyValues_showsThemTheSameInEveryWay()
        => Prop.ForAll<int[]>(values =>
        {
            using var arena = new Arena<int>();
            arena.Allocate(3).FirstSpan.Fill(-1);
            var sequence = Filled(arena, values);
            arena.Allocate(3).FirstSpan.Fill(-1);

            Assert.Equal(values.Length, sequence.Length);
            Assert.Equal(values.Length == 0, sequence.IsEmpty);
            Assert.True(sequence.IsSingleSegment);
            Assert.Equal(values, sequence.FirstSpan.ToArray());
            Assert.Equal(values, Enumerable.Range(0, values.Length).Select(i => sequence[i]));
            Assert.Equal(values, Walked(sequence));
            Assert.Equal(values, Stepped(sequence, values.Length));
            Assert.Equal(values, Spanned(sequence));
            Assert.Equal(values, sequence.Untyped().Cast<int>().FirstSpan.ToArray());
            return sequence.Length == sequence.Untyped().Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Projections_ofAnyValues_areThoseOfEachValue()
        => Prop.ForAll<int[], int>((values, factor) =>
        {
            using var arena = new Arena<int>();
            var sequence = Filled(arena, values);
            var copied = new long[values.Length + 1];

            sequence.CopyTo(copied, (in int value) => (long)value + 1);

            Assert.Equal(values.Select(value => (long)value + 1), copied.Take(values.Length));
            Assert.Equal(0, copied[^1]);
            Assert.Equal(values.Select(value => value.ToString()), sequence.ToArray((in int value) => value.ToString()));
            Assert.Equal(
                values.Select(value => unchecked(value * factor)),
                sequence.ToArray((in int value, in int by) => unchecked(value * by), in factor));
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Element_outsideTheSequence_isRefused()
    {
        using var arena = new Arena<int>();
        var sequence = arena.Allocate(3);

        Assert.Throws<IndexOutOfRangeException>(() => sequence[3]);
        Assert.Throws<IndexOutOfRangeException>(() => sequence[-1]);
        Assert.Throws<IndexOutOfRangeException>(() => default(Sequence<int>)[0]);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var walk = default(Sequence<int>).GetEnumerator();
            walk.GetNext();
        });
    }

    [Fact]
    public void CopyTo_whereThereIsTooLittleRoom_isRefused()
    {
        using var arena = new Arena<int>();
        var sequence = arena.Allocate(3);

        Assert.Throws<ArgumentException>(() => sequence.CopyTo(new int[2], (in int value) => value));
    }

    [Fact]
    public void Cast_toAnotherType_isRefused()
    {
        using var arena = new Arena<int>();
        var untyped = arena.Allocate(3).Untyped();

        Assert.Throws<InvalidCastException>(() => untyped.Cast<string>());
        Assert.True(default(Sequence).Cast<string>().IsEmpty);
    }

    private static Sequence<int> Filled(Arena<int> arena, int[] values)
    {
        var sequence = arena.Allocate(values.Length);
        values.CopyTo(sequence.FirstSpan);
        return sequence;
    }

    private static List<int> Walked(Sequence<int> sequence)
    {
        List<int> seen = [];
        foreach (ref var value in sequence)
            seen.Add(value);
        return seen;
    }

    private static List<int> Stepped(Sequence<int> sequence, int count)
    {
        List<int> seen = [];
        var walk = sequence.GetEnumerator();
        for (var i = 0; i < count; i++)
            seen.Add(walk.GetNext());
        return seen;
    }

    private static List<int> Spanned(Sequence<int> sequence)
    {
        List<int> seen = [];
        foreach (var span in sequence.Spans)
            seen.AddRange(span);
        return seen;
    }
}
