namespace Vamos.Compat.Redis.Tests.Scheduling;

using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;

public sealed class SocketAwaitableEventArgsTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Await_ofAnOperationThatEndedAtOnce_givesItsResult()
    {
        using var args = new SocketAwaitableEventArgs();

        args.Complete();

        Assert.True(args.IsCompleted);
        Assert.Equal(0, await args);
        Assert.False(args.IsCompleted);
    }

    [Fact]
    public async Task Await_ofAPendingOperation_goesOnWhenItCompletes()
    {
        using var args = new SocketAwaitableEventArgs(PipeScheduler.ThreadPool);
        for (var i = 0; i < 1000; i++)
        {
            var waiting = Awaiting(args);
            _ = Task.Run(args.Complete);
            await waiting.WaitAsync(_patience);
        }
    }

    [Fact]
    public async Task Complete_twice_resumesOnce()
    {
        using var args = new SocketAwaitableEventArgs();
        var resumed = 0;
        args.GetAwaiter().OnCompleted(() => Interlocked.Increment(ref resumed));

        args.Complete();
        args.Complete();

        await Task.Yield();
        Assert.Equal(1, resumed);
    }

    [Fact]
    public async Task Abort_ofAPendingOperation_failsItEvenWhenTheSystemCompletesItLater()
    {
        using var args = new SocketAwaitableEventArgs();
        var waiting = Awaiting(args);

        args.Abort(SocketError.TimedOut);
        args.Complete();

        var failure = await Assert.ThrowsAsync<SocketException>(() => waiting.WaitAsync(_patience));
        Assert.Equal(SocketError.TimedOut, failure.SocketErrorCode);
        Assert.Throws<SocketException>(() => args.GetResult());
    }

    [Fact]
    public void Await_byTwo_isRefused()
    {
        using var args = new SocketAwaitableEventArgs();
        args.OnCompleted(() => { });

        Assert.Throws<InvalidOperationException>(() => args.OnCompleted(() => { }));
    }

    [Fact]
    public async Task Connect_toAPortWhereNobodyListens_throwsWhatTheSystemSaid()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        var nobody = probe.LocalEndpoint;
        probe.Stop();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var args = new SocketAwaitableEventArgs { RemoteEndPoint = nobody };

        if (!socket.ConnectAsync(args))
            args.Complete();

        var failure = await Assert.ThrowsAsync<SocketException>(() => Awaiting(args).WaitAsync(_patience));
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    private static async Task<int> Awaiting(SocketAwaitableEventArgs args) => await args;
}
