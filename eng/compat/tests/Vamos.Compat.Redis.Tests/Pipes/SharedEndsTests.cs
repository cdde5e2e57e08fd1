namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;

/// <summary>The client's threads share the pipe's ends in ways that a plain pipe does not stand.</summary>
public sealed class SharedEndsTests
{
    [Fact]
    public async Task Completing_theInputWhileItsBufferIsRead_leavesTheBufferAlone()
    {
        using var pool = new PoisonPool();
        using var link = await Link.OpenAsync(receive: new PipeOptions(pool, minimumSegmentSize: 512, useSynchronizationContext: false));
        var data = Enumerable.Range(0, 20_000).Select(i => (byte)(i % 251)).ToArray();
        await link.Peer.SendAsync(data);
        var result = await link.Input.ReadAtLeastAsync(data.Length).AsTask().WaitAsync(Link.Patience);

        await Task.Run(() => link.Input.Complete());
        link.Connection.Dispose();
        await Link.UntilAsync(() => link.Connection.ShutdownKind != PipeShutdownKind.None, "the loops end");

        Assert.Equal(data, result.Buffer.ToArray());
        Assert.Equal(0, pool.Returned);
        link.Input.AdvanceTo(result.Buffer.End);
        await Link.UntilAsync(() => pool.Rented == pool.Returned, "everything is given back");
    }

    [Fact]
    public async Task Completing_theInputWhileAReadWaits_endsTheRead()
    {
        using var link = await Link.OpenAsync();
        var reading = link.Input.ReadAsync().AsTask();

        link.Input.Complete();

        var result = await reading.WaitAsync(Link.Patience);
        Assert.True(result.IsCanceled);
        link.Input.AdvanceTo(result.Buffer.End);
    }

    [Fact]
    public async Task Reading_afterTheInputWasCompleted_givesTheEndInsteadOfAFault()
    {
        using var link = await Link.OpenAsync();
        link.Input.Complete();

        var result = await link.Input.ReadAsync();
        link.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        Assert.True(link.Input.TryRead(out var again));
        link.Input.AdvanceTo(again.Buffer.Start, again.Buffer.End);

        Assert.True(result.IsCompleted && again.IsCompleted && result.Buffer.IsEmpty && again.Buffer.IsEmpty);
    }

    [Fact]
    public async Task Reading_afterAReadThatFailed_canStillBeCompleted()
    {
        using var pool = new PoisonPool();
        using var link = await Link.OpenAsync(receive: new PipeOptions(pool, useSynchronizationContext: false));
        link.Reset();
        await Assert.ThrowsAsync<SocketException>(async () => await link.Input.ReadAsync().AsTask().WaitAsync(Link.Patience));

        link.Input.Complete();

        await Link.UntilAsync(() => pool.Rented == pool.Returned, "everything is given back");
    }

    [Fact]
    public async Task Completing_theOutputWhileASpanIsHeld_leavesTheSpanAlone()
    {
        using var pool = new PoisonPool();
        using var link = await Link.OpenAsync(send: new PipeOptions(pool, useSynchronizationContext: false));
        var memory = link.Output.GetMemory(100);

        await Task.Factory.StartNew(
            () => link.Output.Complete(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        link.Connection.Dispose();

        Assert.Equal(0, pool.Returned);
        memory.Span.Fill(1);
        link.Output.Advance(100);
        await Link.UntilAsync(() => pool.Rented == pool.Returned, "everything is given back");
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync());
    }

    [Fact]
    public async Task Flush_byAnotherThread_neverTakesASpanAwayFromWhoWritesIt()
    {
        using var pool = new PoisonPool();
        using var link = await Link.OpenAsync(send: new PipeOptions(pool, minimumSegmentSize: 64, useSynchronizationContext: false));
        using var stop = new CancellationTokenSource();
        var receiving = ReceiveAllAsync(link.Peer);
        await link.Output.WriteAsync(BitConverter.GetBytes(0L));
        var flushing = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    _ = link.Output.FlushAsync().AsTask().Wait(Link.Patience);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        long written = 1;
        for (var i = 0; i < 100_000; i++)
        {
            var span = link.Output.GetSpan(8)[..8];
            BitConverter.TryWriteBytes(span, written);
            link.Output.Advance(8);
            written++;
        }

        stop.Cancel();
        await flushing.WaitAsync(Link.Patience);
        await link.Output.FlushAsync();
        link.Output.Complete();

        var received = await receiving.WaitAsync(Link.Patience);
        Assert.Equal(written * 8, received.Length);
        for (var i = 0; i < written; i++)
            Assert.Equal(i, BitConverter.ToInt64(received, i * 8));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flush_ofARequestThatWasWrittenElsewhere_isRefused(bool afterOthers)
    {
        using var link = await Link.OpenAsync();
        using var timeout = new CancellationTokenSource();
        if (afterOthers)
            await link.Output.WriteAsync(new byte[10], timeout.Token);

        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync(timeout.Token));
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.WriteAsync(new byte[10]));
    }

    [Fact]
    public async Task Flush_ofNothingAtTheEndOfTheHandshake_isTaken()
    {
        using var link = await Link.OpenAsync();
        await link.Output.WriteAsync(new byte[10]);

        await link.Output.FlushAsync();
        await link.Output.WriteAsync(new byte[10]);
    }

    [Fact]
    public async Task Span_thatWasGivenUp_holdsNothingBack()
    {
        using var link = await Link.OpenAsync();
        await Task.Factory.StartNew(
            () => link.Output.GetSpan(10).Clear(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await link.Output.WriteAsync("abc"u8.ToArray()).AsTask().WaitAsync(Link.Patience);
        link.Output.GetSpan(10);
        await link.Output.FlushAsync().AsTask().WaitAsync(Link.Patience);
        link.Output.GetSpan(10);
        link.Output.Complete();

        Assert.Equal("abc"u8.ToArray(), await ReceiveAllAsync(link.Peer).WaitAsync(Link.Patience));
    }

    [Fact]
    public async Task Everything_completedAndDisposedAtAnyMoment_endsInTimeAndGivesAllBack()
    {
        for (var round = 0; round < 150; round++)
        {
            var random = new Random(round);
            using var pool = new PoisonPool();
            var options = new PipeOptions(
                pool, minimumSegmentSize: 256, pauseWriterThreshold: 8192, resumeWriterThreshold: 4096, useSynchronizationContext: false);
            using var link = await Link.OpenAsync(options, options);
            var ends = new Task[] { WriteUntilItEndsAsync(link), ReadUntilItEndsAsync(link), EchoAsync(link.Peer) };
            await Task.Delay(random.Next(4));

            // As the client shuts down: from some other thread, in this order, unless the dispose alone has to do.
            var all = random.Next(3) != 0;
            await Task.Run(() =>
            {
                if (all)
                {
                    link.Input.CancelPendingRead();
                    link.Input.Complete();
                    link.Output.CancelPendingFlush();
                    link.Output.Complete();
                }

                link.Connection.Dispose();
            });

            await Task.WhenAll(ends).WaitAsync(Link.Patience);
            link.Input.Complete();
            link.Output.Complete();
            await Link.UntilAsync(() => pool.Rented == pool.Returned, $"round {round}: everything is given back");
        }
    }

    private static async Task WriteUntilItEndsAsync(Link link)
    {
        await Task.Yield();
        try
        {
            for (byte i = 1; ; i = (byte)(i % 100 + 1))
            {
                link.Output.GetSpan(100)[..100].Fill(i);
                link.Output.Advance(100);
                await link.Output.FlushAsync();
            }
        }
        catch (Exception e) when (e is ConnectionResetException or InvalidOperationException)
        {
            // The writer was completed between taking a span and flushing, or the flush says that it is over.
        }
    }

    private static async Task ReadUntilItEndsAsync(Link link)
    {
        try
        {
            while (true)
            {
                var result = await link.Input.ReadAsync();
                foreach (var memory in result.Buffer)
                {
                    // 255 is what the pool writes over memory that was given back.
                    Assert.False(memory.Span.Contains((byte)255));
                }

                link.Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    return;
            }
        }
        catch (SocketException)
        {
            // reading at the moment of the dispose
        }
        catch (ObjectDisposedException)
        {
            // the same, a little later
        }
    }

    private static async Task EchoAsync(Socket peer)
    {
        try
        {
            var buffer = new byte[4096];
            int count;
            while ((count = await peer.ReceiveAsync(buffer)) > 0)
                await peer.SendAsync(buffer.AsMemory(0, count));
        }
        catch (SocketException)
        {
            // the other end was disposed with data under way
        }
    }

    private static async Task<byte[]> ReceiveAllAsync(Socket peer)
    {
        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await peer.ReceiveAsync(buffer)) > 0)
            received.Write(buffer, 0, count);
        return received.ToArray();
    }

    /// <summary>Writes over memory that comes back, so that a use after that shows, and counts what is out.</summary>
    private sealed class PoisonPool : MemoryPool<byte>
    {
        private int _rented;
        private int _returned;

        public int Rented => Volatile.Read(ref _rented);

        public int Returned => Volatile.Read(ref _returned);

        public override int MaxBufferSize => int.MaxValue;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            Interlocked.Increment(ref _rented);
            return new Owner(this, new byte[Math.Max(minBufferSize, 256)]);
        }

        protected override void Dispose(bool disposing)
        {
        }

        private sealed class Owner(PoisonPool pool, byte[] array) : IMemoryOwner<byte>
        {
            private int _disposed;

            public Memory<byte> Memory => array;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _disposed, 1) != 0)
                    return;
                array.AsSpan().Fill(255);
                Interlocked.Increment(ref pool._returned);
            }
        }
    }
}
