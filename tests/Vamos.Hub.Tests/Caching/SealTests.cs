namespace Vamos.Hub.Tests.Caching;

using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf.WellKnownTypes;
using Vamos.Hosting.Secrets;
using Vamos.Hub.Caching.Freshness;
using Vamos.Hub.Caching.Sealing;

public sealed class SealTests
{
    private static readonly Secret One = new(1, [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly Secret Two = new(2, [.. Enumerable.Repeat((byte)2, 32)]);

    [Fact]
    public void What_is_sealed_opens_in_its_place_alone() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<uint[]>(), (content, sources) =>
        {
            var seal = new EntrySeal([One]);
            var taken = sources.Take(255).ToArray();
            var made = seal.Seal(7, 8, taken, content);
            Assert.Equal(content, seal.Open(7, 8, made, out var read));
            Assert.Equal(taken, read);
            Assert.Null(seal.Open(9, 8, made, out _));
            Assert.Null(seal.Open(7, 9, made, out _));
            Assert.NotEqual(made, seal.Seal(7, 8, taken, content));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_changed_byte_closes_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(0, 10_000).Two().ToArbitrary(), (content, where) =>
        {
            var seal = new EntrySeal([One, Two]);
            var made = seal.Seal(7, 8, [1, 2], content);
            made[where.Item1 % made.Length] ^= (byte)(1 + (where.Item2 % 255));
            Assert.Null(seal.Open(7, 8, made, out _));
            Assert.Null(seal.Open(7, 8, made[..(where.Item2 % made.Length)], out _));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Garbage_is_not_there() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), garbage =>
    {
        Assert.Null(new EntrySeal([One]).Open(7, 8, garbage, out _));
        Assert.Null(new EntrySeal([One]).Open(7, 8, [1, 1, .. garbage], out _));
        // sealed by us, and still nothing that we could have written: no exception
        EntryContent.TryRead(garbage, StringValue.Parser, out _, out _);
        EntryContent.TryRead([1, .. new byte[24], .. garbage], StringValue.Parser, out _, out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Content_comes_back_as_it_was() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), Gen.Choose(1, int.MaxValue).Three().ToArbitrary(), (text, times) =>
        {
            var value = text is null ? null : new StringValue { Value = new string([.. text.Where(c => !char.IsSurrogate(c))]) };
            var life = new Lifetime(times.Item1, times.Item1 + (long)times.Item2, times.Item1 + (long)times.Item2 + times.Item3);
            Assert.True(EntryContent.TryRead(EntryContent.Write(value, life), StringValue.Parser, out var read, out var lived));
            Assert.Equal(value, read);
            Assert.Equal((life.LoadedAt, life.FreshUntil, life.StaleUntil), (lived.LoadedAt, lived.FreshUntil, lived.StaleUntil));
            Assert.Equal(value is null, lived.RefreshAt == long.MaxValue);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_rotate()
    {
        var made = new EntrySeal([One]).Seal(7, 8, [], [42]);

        Assert.Equal([42], new EntrySeal([One, Two]).Open(7, 8, made, out _));
        Assert.Null(new EntrySeal([Two]).Open(7, 8, made, out _));
        Assert.Equal(2, new EntrySeal([One, Two]).Seal(7, 8, [], [42])[1]);
    }
}
