namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;

/// <summary>The client completes the input from other threads than the one that reads it.</summary>
public sealed class SharedInputTests
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
}
