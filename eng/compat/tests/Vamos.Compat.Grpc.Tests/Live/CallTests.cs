namespace Vamos.Compat.Tests.Live;

using Grpc.Core;
using Microsoft.AspNetCore.Builder;

/// <summary>The four kinds of call, each way a stub can make them.</summary>
public sealed class CallTests
{
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Unary_call_brings_the_response()
    {
        await using var server = await ProbeServer.Start();
        var client = server.Client();
        Assert.Equal("ñandutí", (await client.SayAsync(new Note { Text = "ñandutí" })).Text);
        Assert.Equal(7, (await Task.Run(() => client.Say(new Note { Number = 7 }))).Number);
        Assert.Equal(new Note(), await client.SayAsync(new Note()));
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Client_stream_is_gathered_into_one_response()
    {
        await using var server = await ProbeServer.Start();
        using var call = server.Client().Gather();
        foreach (var word in new[] { "che", "ha", "nde" })
            await call.RequestStream.WriteAsync(new Note { Text = word });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(new Note { Text = "che ha nde", Number = 3 }, await call);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Server_stream_arrives_in_order()
    {
        await using var server = await ProbeServer.Start();
        using var call = server.Client().Scatter(new Note { Number = 200 });
        var numbers = new List<int>();
        await foreach (var note in call.ResponseStream.ReadAllAsync())
            numbers.Add(note.Number);
        Assert.Equal(Enumerable.Range(0, 200), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Duplex_call_answers_each_message_before_the_next_is_sent()
    {
        await using var server = await ProbeServer.Start();
        using var call = server.Client().Converse();
        for (var i = 0; i < 20; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Number = i });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(i, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Many_calls_share_a_channel()
    {
        await using var server = await ProbeServer.Start();
        var client = server.Client();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async n => (await client.SayAsync(new Note { Number = n })).Number));
        Assert.Equal(Enumerable.Range(0, 200), answers);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Status_of_a_running_call_is_not_known_yet()
    {
        await using var server = await ProbeServer.Start();
        using var call = server.Client().Converse();
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
    }

    /// <summary>The one member that the official server takes from us as a friend.</summary>
    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Service_can_be_mapped_from_its_definition()
    {
        await using var server = await ProbeServer.Start(map: (application, service) => application.MapGrpcService(_ => Probe.BindService(service)));
        var client = server.Client();
        Assert.Equal(3, (await client.SayAsync(new Note { Number = 3 })).Number);
        using var call = client.Scatter(new Note { Number = 1 });
        Assert.True(await call.ResponseStream.MoveNext());
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Method_that_the_service_does_not_offer_is_unimplemented()
    {
        await using var server = await ProbeServer.Start();
        var method = new Method<string, string>(
            MethodType.Unary, "vamos.compat.tests.v1.Probe", "Sing", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "la");
        Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact(Timeout = Bound.Milliseconds)]
    public async Task Channel_tells_its_state_in_the_terms_of_grpc()
    {
        await using var server = await ProbeServer.Start();
        var channel = server.Channel();
        Assert.Equal(ConnectivityState.Idle, channel.State);
        await channel.ConnectAsync();
        Assert.Equal(ConnectivityState.Ready, channel.State);
        Assert.Equal(server.Address.Authority, channel.Target);
        await channel.ShutdownAsync();
        Assert.Equal(ConnectivityState.Ready, channel.State);
        channel.Dispose();
        Assert.Equal(ConnectivityState.Shutdown, channel.State);
    }
}
