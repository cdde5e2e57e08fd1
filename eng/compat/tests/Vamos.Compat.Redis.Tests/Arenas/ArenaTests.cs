namespace Vamos.Compat.Redis.Tests.Arenas;

using System.Reflection;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Pipelines.Sockets.Unofficial.Arenas;

public sealed class ArenaTests
{
    [Fact]
    public void Allocate_ofAnyLengths_givesPiecesThatDoNotOverlap()
        => Prop.ForAll<NonNegativeInt[]>(lengths =>
        {
            using var arena = new Arena<int>();
            var pieces = lengths.Select(length => arena.Allocate(length.Get % 5000)).ToList();
            for (var i = 0; i < pieces.Count; i++)
                pieces[i].FirstSpan.Fill(i + 1);
            return Enumerable.Range(0, pieces.Count).All(i =>
                pieces[i].Length == lengths[i].Get % 5000 && pieces[i].ToArray((in int value) => value).All(value => value == i + 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Allocate_afterReset_givesDefaultValues()
        => Prop.ForAll<PositiveInt[]>(lengths =>
        {
            using var arena = new Arena<string?>();
            var clean = true;
            foreach (var length in lengths)
            {
                var piece = arena.Allocate(length.Get % 300);
                foreach (ref var value in piece)
                {
                    clean &= value is null;
                    value = "used";
                }

                if (length.Get % 3 == 0)
                    arena.Reset();
            }

            return clean;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Allocate_ofNothing_givesAnEmptySequence()
    {
        using var arena = new Arena<int>();

        var empty = arena.Allocate(0);

        Assert.True(empty.IsEmpty);
        Assert.Equal(0, empty.Length);
        Assert.Empty(empty.ToArray((in int value) => value));
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Allocate(-1));
    }

    [Fact]
    public void Reset_afterAHugeReply_letsItsMemoryGoOnceItIsOver()
    {
        using var arena = new Arena<long>();
        AllocateAndForget(arena, 8_000_000);
        var block = BlockOf(arena);

        for (var i = 0; i < 200; i++)
        {
            arena.Reset();
            arena.Allocate(3);
        }

        GC.Collect();
        Assert.False(block.IsAlive);
    }

    // the array itself, since the memory of the process is everybody's who tests at the same time
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BlockOf(Arena<long> arena) =>
        new(typeof(Arena<long>).GetField("_block", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(arena)!);

    [Fact]
    public void Reset_whileAHugeReplyIsParsedAgainAndAgain_keepsItsMemory()
    {
        using var arena = new Arena<long>();
        arena.Allocate(100_000);
        arena.Reset();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 50; i++)
        {
            arena.Allocate(100_000);
            arena.Reset();
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void Reset_ofManySmallReplies_allocatesNothing()
    {
        using var arena = new Arena<long>();
        arena.Allocate(10);
        arena.Reset();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 10_000; i++)
        {
            arena.Allocate(1 + i % 10);
            arena.Reset();
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1000);
    }

    [Fact]
    public void Dispose_whileAPieceIsRead_leavesThePieceAlone()
    {
        var arena = new Arena<int>();
        var piece = arena.Allocate(10);
        piece.FirstSpan.Fill(7);

        arena.Dispose();
        arena.Allocate(10).FirstSpan.Fill(8);
        arena.Reset();

        Assert.All(piece.ToArray((in int value) => value), value => Assert.Equal(7, value));
    }

    [Fact]
    public async Task Dispose_fromAnotherThread_neverSpoilsWhatIsAllocated()
    {
        for (var round = 0; round < 200; round++)
        {
            var arena = new Arena<int>();
            var allocating = Task.Run(() =>
            {
                for (var i = 1; i < 200; i++)
                {
                    var piece = arena.Allocate(i);
                    piece.FirstSpan.Fill(i);
                    Assert.All(piece.ToArray((in int value) => value), value => Assert.Equal(i, value));
                    if (i % 5 == 0)
                        arena.Reset();
                }
            });
            arena.Dispose();
            await allocating.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    // In a method of its own, or unoptimized code would keep the sequence in a slot of the caller.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AllocateAndForget(Arena<long> arena, int length) => arena.Allocate(length);
}
