namespace Vamos.Compat.Redis.Tests.Pipes;

using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;

/// <summary>Reading, writing and the peer are all under way when the end comes.</summary>
public sealed class AnyMomentTests
{
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
}
