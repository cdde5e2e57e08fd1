namespace Vamos.Compat.Redis.Tests.Pipes;

using System.IO.Pipelines;
using Pipelines.Sockets.Unofficial;

public sealed class BackPressureTests
{
    private const int Narrow = 16 * 1024;

    [Fact]
    public async Task Flush_whilePeerDoesNotRead_waitsAndGoesOnWhenItDoes()
    {
        using var link = await Link.OpenAsync(send: Link.Narrow(Narrow));
        var written = 0;
        Task flush;
        do
        {
            link.Output.GetSpan(Narrow)[..Narrow].Clear();
            link.Output.Advance(Narrow);
            written += Narrow;
            flush = link.Output.FlushAsync().AsTask();
            await Task.WhenAny(flush, Task.Delay(200));
        }
        while (flush.IsCompleted && written < 100_000_000);

        Assert.False(flush.IsCompleted);
        Assert.InRange(link.Connection.GetCounters().BytesWaitingToBeSent, 1, 3 * Narrow);

        var buffer = new byte[256 * 1024];
        for (var read = 0; read < written;)
            read += await link.Peer.ReceiveAsync(buffer).WaitAsync(Link.Patience);
        await flush.WaitAsync(Link.Patience);
    }

    [Fact]
    public async Task Flush_thatWaits_endsWhenCancelled()
    {
        using var link = await Link.OpenAsync(send: Link.Narrow(Narrow));
        using var cancelled = new CancellationTokenSource();
        var flush = await FillAsync(link, cancelled.Token);

        cancelled.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flush.WaitAsync(Link.Patience));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flush_thatWaits_endsWhenTheConnectionEnds(bool byPeer)
    {
        using var link = await Link.OpenAsync(send: Link.Narrow(Narrow));
        var flush = await FillAsync(link);

        if (byPeer)
            link.Reset();
        else
            link.Connection.Dispose();

        await Assert.ThrowsAsync<ConnectionResetException>(() => flush.WaitAsync(Link.Patience));
    }

    [Fact]
    public async Task Flush_thatWaits_throwsWhenTheConnectionIsDisposedBetweenTwoSends()
    {
        using var stream = new HeldStream();
        var connection = StreamConnection.GetDuplex(stream, Link.Narrow(Narrow));
        await WriteAsync(connection.Output, 1);
        await stream.Sending.WaitAsync(Link.Patience);
        var flush = WriteAsync(connection.Output, 4 * Narrow);

        ((IDisposable)connection).Dispose();
        stream.Release();

        await Assert.ThrowsAsync<ConnectionResetException>(() => flush.WaitAsync(Link.Patience));
    }

    [Fact]
    public async Task Receiving_whileNobodyReads_stopsAtTheLimit()
    {
        using var link = await Link.OpenAsync(receive: Link.Narrow(Narrow));
        using var stop = new CancellationTokenSource();
        var sending = SendForeverAsync(link, stop.Token);

        await Link.UntilAsync(() => link.Connection.BytesRead >= Narrow, "the pipe is full");
        var stable = -1L;
        await Link.UntilAsync(() => stable == (stable = link.Connection.BytesRead), "it stops receiving");

        // One more receive may have been under way; with its growing buffer that is all that is held.
        Assert.InRange(link.Connection.GetCounters().BytesWaitingToBeRead, Narrow, Narrow + 256 * 1024);
        Assert.Equal(link.Connection.BytesRead, link.Connection.GetCounters().BytesWaitingToBeRead);
        stop.Cancel();
        await sending.WaitAsync(Link.Patience);
    }

    [Fact]
    public async Task Dispose_whileReceivingIsHeldBack_endsTheReceiving()
    {
        using var link = await Link.OpenAsync(receive: Link.Narrow(Narrow));
        await link.Peer.SendAsync(new byte[1024 * 1024]);
        await Link.UntilAsync(() => link.Connection.BytesRead >= Narrow, "the pipe is full");

        link.Connection.Dispose();

        // The end shows in the reading: it would never come if the loop still waited for the reader.
        Assert.Null(await link.ReadToEndAsync());
    }

    [Fact]
    public async Task Completing_theInputWhileReceivingIsHeldBack_endsTheReceiving()
    {
        using var link = await Link.OpenAsync(receive: Link.Narrow(Narrow));
        await link.Peer.SendAsync(new byte[1024 * 1024]);
        await Link.UntilAsync(() => link.Connection.BytesRead >= Narrow, "the pipe is full");

        await link.Input.CompleteAsync();

        await Link.UntilAsync(() => link.Connection.ShutdownKind == PipeShutdownKind.ReadFlushCompleted, "the loop ends");
    }

    private static async Task<Task> FillAsync(Link link, CancellationToken cancellation = default)
    {
        for (var i = 0; i < 10_000; i++)
        {
            link.Output.GetSpan(Narrow)[..Narrow].Clear();
            link.Output.Advance(Narrow);
            var flush = link.Output.FlushAsync(cancellation).AsTask();
            if (await IsStuckAsync(link, flush))
                return flush;
            await flush;
        }

        throw new InvalidOperationException("the peer's system takes any amount");
    }

    // stuck, and not just slow on a busy machine: for a while nothing moves any more
    private static async Task<bool> IsStuckAsync(Link link, Task flush)
    {
        for (var still = 0; still < 5; still++)
        {
            var sent = link.Connection.BytesSent;
            if (await Task.WhenAny(flush, Task.Delay(100, CancellationToken.None)) == flush)
                return false;
            if (link.Connection.BytesSent != sent)
                still = -1;
        }

        return true;
    }

    private static async Task WriteAsync(PipeWriter output, int bytes)
    {
        output.GetSpan(bytes)[..bytes].Clear();
        output.Advance(bytes);
        await output.FlushAsync();
    }

    private static async Task SendForeverAsync(Link link, CancellationToken cancellation)
    {
        try
        {
            while (true)
                await link.Peer.SendAsync(new byte[64 * 1024], cancellation);
        }
        catch (OperationCanceledException)
        {
            // asked to stop
        }
    }
}
