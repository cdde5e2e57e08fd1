namespace Vamos.Compat.Tests.Live;

using Grpc.Core;

public sealed class CancellationTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Client_that_cancels_gets_cancelled_and_the_service_hears_of_it()
    {
        await using var server = await ProbeServer.Start();
        var (started, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Service.OnSay = async (note, context) =>
        {
            started.SetResult();
            await Bound.Fired(context.CancellationToken);
            stopped.SetResult();
            return note;
        };
        using var source = new CancellationTokenSource();
        using var call = server.Client().SayAsync(new Note(), cancellationToken: source.Token);
        await started.Task.WaitAsync(Bound.Time);
        await source.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await stopped.Task.WaitAsync(Bound.Time);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Client_can_be_told_to_throw_the_exception_of_the_language()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnSay = async (note, context) =>
        {
            await Bound.Fired(context.CancellationToken);
            return note;
        };
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var client = server.Client(options => options.ThrowOperationCanceledOnCancellation = true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.SayAsync(new Note(), cancellationToken: source.Token));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Disposing_a_call_cancels_it()
    {
        await using var server = await ProbeServer.Start();
        var stopped = new TaskCompletionSource();
        server.Service.OnConverse = async (_, answers, context) =>
        {
            await answers.WriteAsync(new Note());
            await Bound.Fired(context.CancellationToken);
            stopped.SetResult();
        };
        var call = server.Client().Converse();
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        await stopped.Task.WaitAsync(Bound.Time);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Service_that_cancels_ends_the_call_of_the_client()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnGather = (_, _) => throw new RpcException(Status.DefaultCancelled);
        using var call = server.Client().Gather();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Service_that_ends_early_stops_the_writes_of_the_client()
    {
        await using var server = await ProbeServer.Start();
        server.Service.OnGather = (_, _) => Task.FromResult(new Note { Text = "enough" });
        using var call = server.Client().Gather();
        Assert.Equal("enough", (await call).Text);
        await Assert.ThrowsAnyAsync<Exception>(() => call.RequestStream.WriteAsync(new Note()));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Write_of_the_service_can_be_cancelled()
    {
        await using var server = await ProbeServer.Start();
        var outcome = new TaskCompletionSource<Exception?>();
        server.Service.OnScatter = async (_, answers, _) =>
        {
            using var source = new CancellationTokenSource();
            await source.CancelAsync();
            outcome.SetResult(await Record.ExceptionAsync(() => answers.WriteAsync(new Note(), source.Token)));
        };
        using var call = server.Client().Scatter(new Note());
        Assert.IsAssignableFrom<OperationCanceledException>(await outcome.Task.WaitAsync(Bound.Time));
    }
}
