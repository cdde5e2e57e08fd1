namespace Vamos.Compat.Redis.Tests.Scheduling;

using System.Collections.Concurrent;
using Pipelines.Sockets.Unofficial;

public sealed class DedicatedThreadPoolPipeSchedulerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Schedule_fromManyThreads_runsEverythingOnce()
    {
        const int Threads = 8, Each = 20_000;
        using var scheduler = new DedicatedThreadPoolPipeScheduler("test", workerCount: 3);
        var runs = new int[Threads * Each];
        var left = runs.Length;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                scheduler.Schedule(
                    state =>
                    {
                        Interlocked.Increment(ref runs[(int)state!]);
                        if (Interlocked.Decrement(ref left) == 0)
                            done.SetResult();
                    },
                    t * Each + i);
            }
        })));
        await done.Task.WaitAsync(_patience);

        Assert.All(runs, count => Assert.Equal(1, count));
        Assert.Equal(runs.Length, scheduler.TotalServicedByQueue + scheduler.TotalServicedByPool);
    }

    [Fact]
    public async Task Schedule_oneByOneToIdleThreads_neverLosesAWakeUp()
    {
        using var scheduler = new DedicatedThreadPoolPipeScheduler("test", workerCount: 2);
        for (var i = 0; i < 20_000; i++)
        {
            var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            scheduler.Schedule(static state => ((TaskCompletionSource)state!).SetResult(), ran);
            await ran.Task.WaitAsync(_patience);
        }

        Assert.Equal(20_000, scheduler.TotalServicedByQueue);
        Assert.Equal(0, scheduler.TotalServicedByPool);
    }

    [Fact]
    public async Task Schedule_whileAllThreadsAreHeldUp_usesThePoolOnceTheQueueIsFull()
    {
        using var scheduler = new DedicatedThreadPoolPipeScheduler("test", workerCount: 2, useThreadPoolQueueLength: 3);
        using var release = new ManualResetEventSlim();
        using var held = new CountdownEvent(2);
        for (var i = 0; i < 2; i++)
        {
            scheduler.Schedule(
                _ =>
                {
                    held.Signal();
                    release.Wait(_patience);
                },
                null);
        }

        Assert.True(held.Wait(_patience));
        Assert.Equal(0, scheduler.AvailableCount);
        var ran = new ConcurrentQueue<(int Number, bool OnPool)>();
        using var pooled = new CountdownEvent(2);
        for (var i = 0; i < 5; i++)
        {
            scheduler.Schedule(
                state =>
                {
                    ran.Enqueue(((int)state!, Thread.CurrentThread.IsThreadPoolThread));
                    if (Thread.CurrentThread.IsThreadPoolThread)
                        pooled.Signal();
                },
                i);
        }

        Assert.True(await Task.Run(() => pooled.Wait(_patience)));
        Assert.Equal([(3, true), (4, true)], ran.Order());
        release.Set();
        await UntilAsync(() => ran.Count == 5);
        Assert.Equal(2, scheduler.TotalServicedByPool);
        await UntilAsync(() => scheduler.AvailableCount == 2);
    }

    [Fact]
    public async Task Schedule_withoutThreads_usesThePool()
    {
        using var scheduler = new DedicatedThreadPoolPipeScheduler(workerCount: 0);
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        scheduler.Schedule(_ => ran.SetResult(Thread.CurrentThread.IsThreadPoolThread), null);

        Assert.True(await ran.Task.WaitAsync(_patience));
    }

    [Fact]
    public async Task Schedule_afterDispose_usesThePool()
    {
        var scheduler = new DedicatedThreadPoolPipeScheduler(workerCount: 2);
        scheduler.Dispose();
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        scheduler.Schedule(_ => ran.SetResult(Thread.CurrentThread.IsThreadPoolThread), null);

        Assert.True(await ran.Task.WaitAsync(_patience));
    }

    [Fact]
    public async Task Dispose_withWorkQueued_stillRunsIt()
    {
        var scheduler = new DedicatedThreadPoolPipeScheduler(workerCount: 1, useThreadPoolQueueLength: 0);
        using var release = new ManualResetEventSlim();
        var ran = 0;
        scheduler.Schedule(_ => release.Wait(_patience), null);
        for (var i = 0; i < 100; i++)
            scheduler.Schedule(_ => Interlocked.Increment(ref ran), null);

        scheduler.Dispose();
        release.Set();

        await UntilAsync(() => Volatile.Read(ref ran) == 100);
    }

    [Fact]
    public async Task Threads_doNotCarryTheContextOfWhoMadeThem()
    {
        var local = new AsyncLocal<string> { Value = "mine" };
        using var scheduler = new DedicatedThreadPoolPipeScheduler(workerCount: 1);
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);

        scheduler.Schedule(_ => seen.SetResult(local.Value), null);

        Assert.Null(await seen.Task.WaitAsync(_patience));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < _patience, "it did not come about in time");
            await Task.Delay(5);
        }
    }
}
