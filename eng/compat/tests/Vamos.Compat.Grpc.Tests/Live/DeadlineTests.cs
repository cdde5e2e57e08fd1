namespace Vamos.Compat.Tests.Live;

using Grpc.Core;

public sealed class DeadlineTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Deadline_that_passes_ends_the_call_on_both_sides()
    {
        await using var server = await ProbeServer.Start();
        var client = server.Client();
        await client.SayAsync(new Note()); // connects, so that the deadline is spent in the service
        var serverStopped = new TaskCompletionSource();
        server.Service.OnSay = async (note, context) =>
        {
            await Bound.Fired(context.CancellationToken);
            serverStopped.SetResult();
            return note;
        };
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await client.SayAsync(new Note(), deadline: DateTime.UtcNow.AddSeconds(2)));
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await serverStopped.Task.WaitAsync(Bound.Time);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Deadline_is_known_to_the_service()
    {
        await using var server = await ProbeServer.Start();
        var seen = DateTime.MinValue;
        server.Service.OnSay = (note, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(note);
        };
        var deadline = DateTime.UtcNow.AddSeconds(10);
        await server.Client().SayAsync(new Note(), deadline: deadline);
        Assert.Equal(DateTimeKind.Utc, seen.Kind);
        Assert.InRange((seen - deadline).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await server.Client().SayAsync(new Note());
        Assert.Equal(DateTime.MaxValue, seen);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Deadline_ends_a_stream_in_its_middle()
    {
        await using var server = await ProbeServer.Start();
        var client = server.Client();
        await client.SayAsync(new Note());
        server.Service.OnScatter = async (note, answers, context) =>
        {
            await answers.WriteAsync(note);
            await Bound.Fired(context.CancellationToken);
        };
        using var call = client.Scatter(new Note(), deadline: DateTime.UtcNow.AddSeconds(2));
        Assert.True(await call.ResponseStream.MoveNext());
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Deadline_in_the_past_fails_before_anything_is_sent()
    {
        await using var server = await ProbeServer.Start();
        var calls = 0;
        server.Service.OnSay = (note, _) =>
        {
            calls++;
            return Task.FromResult(note);
        };
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().SayAsync(new Note(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal((StatusCode.DeadlineExceeded, 0), (failure.StatusCode, calls));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Deadline_must_be_in_utc()
    {
        await using var server = await ProbeServer.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await server.Client().SayAsync(new Note(), deadline: new DateTime(2090, 1, 1, 0, 0, 0, DateTimeKind.Local)));
    }
}
