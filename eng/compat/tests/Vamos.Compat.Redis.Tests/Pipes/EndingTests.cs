namespace Vamos.Compat.Redis.Tests.Pipes;

using System.Net.Sockets;
using System.Text;
using Pipelines.Sockets.Unofficial;

public sealed class EndingTests
{
    [Fact]
    public async Task Peer_thatEndsItsSide_endsTheInputAfterWhatItSent()
    {
        using var link = await Link.OpenAsync();
        await link.Peer.SendAsync("last words"u8.ToArray());
        link.Peer.Shutdown(SocketShutdown.Send);

        var text = new StringBuilder();
        while (true)
        {
            var result = await link.Input.ReadAsync().AsTask().WaitAsync(Link.Patience);
            foreach (var memory in result.Buffer)
                text.Append(Encoding.ASCII.GetString(memory.Span));
            link.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                break;
        }

        Assert.Equal("last words", text.ToString());
        Assert.Equal(PipeShutdownKind.ReadEndOfStream, link.Connection.ShutdownKind);
        Assert.Equal(SocketError.Success, link.Connection.SocketError);
        Assert.Equal(0, link.Connection.LastReceived);
    }

    [Fact]
    public async Task Output_thatIsCompleted_endsThisSideAndLeavesTheOther()
    {
        using var link = await Link.OpenAsync();
        await link.Output.WriteAsync("question"u8.ToArray());
        await link.Output.CompleteAsync();

        var buffer = new byte[100];
        var count = 0;
        int received;
        while ((received = await link.Peer.ReceiveAsync(buffer.AsMemory(count)).AsTask().WaitAsync(Link.Patience)) > 0)
            count += received;
        await link.Peer.SendAsync("answer"u8.ToArray());

        Assert.Equal("question", Encoding.ASCII.GetString(buffer, 0, count));
        var result = await link.Input.ReadAtLeastAsync(6).AsTask().WaitAsync(Link.Patience);
        Assert.Equal(6, result.Buffer.Length);
        link.Input.AdvanceTo(result.Buffer.End);
        Assert.Equal(PipeShutdownKind.WriteEndOfStream, link.Connection.ShutdownKind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Peer_thatResets_failsTheInputWithTheSocketsError(bool whileReading)
    {
        using var link = await Link.OpenAsync();
        var reading = whileReading ? link.ReadToEndAsync() : null;

        link.Reset();

        var failure = Assert.IsType<SocketException>(await (reading ?? link.ReadToEndAsync()));
        Assert.Equal(SocketError.ConnectionReset, failure.SocketErrorCode);
        Assert.Equal(PipeShutdownKind.ReadSocketError, link.Connection.ShutdownKind);
        Assert.Equal(SocketError.ConnectionReset, link.Connection.SocketError);
    }

    [Fact]
    public async Task Peer_thatResetsWhileItIsWrittenTo_failsTheFlushAndEndsTheInput()
    {
        using var link = await Link.OpenAsync(send: Link.Narrow());
        var reading = link.ReadToEndAsync();
        var writing = Task.Run(async () =>
        {
            while (true)
                await link.Output.WriteAsync(new byte[10_000]);
        });
        await Link.UntilAsync(() => link.Connection.BytesSent > 100_000, "much is sent");

        link.Reset();

        await Assert.ThrowsAsync<ConnectionResetException>(() => writing.WaitAsync(Link.Patience));
        await reading.WaitAsync(Link.Patience);
    }

    [Theory]
    [InlineData("peer ends")]
    [InlineData("peer resets")]
    [InlineData("disposed")]
    [InlineData("output completed")]
    [InlineData("input completed")]
    public async Task Flush_afterTheEnd_throwsConnectionReset(string end)
    {
        using var link = await Link.OpenAsync();
        switch (end)
        {
            case "peer ends":
                link.Peer.Shutdown(SocketShutdown.Send);
                await link.ReadToEndAsync();
                break;
            case "peer resets":
                link.Reset();
                await link.ReadToEndAsync();
                break;
            case "disposed":
                link.Connection.Dispose();
                break;
            case "output completed":
                await link.Output.CompleteAsync();
                break;
            default:
                await link.Input.CompleteAsync();
                await link.Peer.SendAsync(new byte[1]);
                await Link.UntilAsync(() => link.Connection.ShutdownKind != PipeShutdownKind.None, "the loop notices");
                break;
        }

        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync());
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync());
    }

    [Fact]
    public async Task Farewell_ofTheProtocol_isTheReasonAndStillLetsTheLastRequestOut()
    {
        using var link = await Link.OpenAsync();

        Assert.True(link.Connection.TrySetProtocolShutdown(PipeShutdownKind.ProtocolExitClient));
        Assert.False(link.Connection.TrySetProtocolShutdown(PipeShutdownKind.ProtocolExitServer));
        await link.Output.WriteAsync("QUIT"u8.ToArray());
        Assert.Equal(4, await link.Peer.ReceiveAsync(new byte[10]).WaitAsync(Link.Patience));
        link.Peer.Shutdown(SocketShutdown.Send);
        Assert.Null(await link.ReadToEndAsync());

        Assert.Equal(PipeShutdownKind.ProtocolExitClient, link.Connection.ShutdownKind);
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await link.Output.FlushAsync());
    }

    [Fact]
    public async Task Farewell_thatIsNone_isRefused()
    {
        using var link = await Link.OpenAsync();

        Assert.False(link.Connection.TrySetProtocolShutdown(PipeShutdownKind.ReadEndOfStream));
        Assert.Equal(PipeShutdownKind.None, link.Connection.ShutdownKind);
    }

    [Fact]
    public async Task SendFailure_ofAStream_endsTheInputToo()
    {
        var pipe = StreamConnection.GetDuplex(new HalfBrokenStream());
        using var disposing = (IDisposable)pipe;
        var reading = pipe.Input.ReadAsync().AsTask();

        await pipe.Output.WriteAsync(new byte[1]);

        // Nobody may go on waiting for the answer to what was lost.
        var failure = await Assert.ThrowsAsync<IOException>(() => reading.WaitAsync(Link.Patience));
        Assert.Equal(HalfBrokenStream.Message, failure.Message);
        await Assert.ThrowsAsync<ConnectionResetException>(async () => await pipe.Output.FlushAsync());
    }

    [Fact]
    public async Task Counters_afterDispose_sayThatTheyCannotSay()
    {
        using var link = await Link.OpenAsync();

        link.Connection.Dispose();
        link.Connection.Dispose();

        Assert.Equal(-1, link.Connection.GetCounters().BytesAvailableOnSocket);
    }

    [Fact]
    public async Task Context_ofWhoConnects_doesNotStickToTheConnection()
    {
        var local = new AsyncLocal<string?>();
        local.Value = "mine";
        var stream = new ContextStream(local);
        var pipe = StreamConnection.GetDuplex(stream);
        using var disposing = (IDisposable)pipe;

        Assert.Null(await stream.Seen.WaitAsync(Link.Patience));
    }
}
