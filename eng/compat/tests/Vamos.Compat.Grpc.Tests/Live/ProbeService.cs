namespace Vamos.Compat.Tests.Live;

using Grpc.Core;

/// <summary>A service whose methods echo, until a test puts something else in their place.</summary>
public sealed class ProbeService : Probe.ProbeBase
{
    public UnaryServerMethod<Note, Note> OnSay { get; set; } = (note, _) => Task.FromResult(note);

    public ClientStreamingServerMethod<Note, Note> OnGather { get; set; } = async (notes, _) =>
    {
        var all = new List<string>();
        await foreach (var note in notes.ReadAllAsync())
            all.Add(note.Text);
        return new Note { Text = string.Join(' ', all), Number = all.Count };
    };

    public ServerStreamingServerMethod<Note, Note> OnScatter { get; set; } = async (note, answers, _) =>
    {
        for (var i = 0; i < note.Number; i++)
            await answers.WriteAsync(new Note { Text = note.Text, Number = i });
    };

    public DuplexStreamingServerMethod<Note, Note> OnConverse { get; set; } = async (notes, answers, _) =>
    {
        await foreach (var note in notes.ReadAllAsync())
            await answers.WriteAsync(note);
    };

    public override Task<Note> Say(Note request, ServerCallContext context) => OnSay(request, context);

    public override Task<Note> Gather(IAsyncStreamReader<Note> requestStream, ServerCallContext context) => OnGather(requestStream, context);

    public override Task Scatter(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context) =>
        OnScatter(request, responseStream, context);

    public override Task Converse(IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context) =>
        OnConverse(requestStream, responseStream, context);
}
