namespace Vamos.LoadTest.Eligibility;

using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;

/// <summary>Streams of questions, as many in flight as the hub takes.</summary>
internal sealed class BatchLoad(Connections connections, int streams, int people)
{
    private static readonly WriteOptions Gathered = new(WriteFlags.BufferHint);

    /// <summary>Asks for people in turn, for a while; answers a second.</summary>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, streams).Select(s => Task.Run(() => StreamAsync(s, i => clock.Elapsed < duration, 0))));
        return answers.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Asks so many questions over one stream; answers a second.</summary>
    /// <param name="questions">How many.</param>
    /// <param name="first">The person of the first question.</param>
    public async Task<double> RunAsync(int questions, int first)
    {
        var clock = Stopwatch.StartNew();
        var answers = await StreamAsync(0, i => i < questions, first);
        return answers == questions
            ? answers / clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{questions} questions got {answers} answers");
    }

    private async Task<long> StreamAsync(int stream, Func<long, bool> goesOn, int first)
    {
        using var call = connections.Invoker(stream).AsyncDuplexStreamingCall(LoadMethods.Batch, null, new CallOptions(LoadMethods.Purpose));
        var asked = 0L;
        var asking = Task.Run(async () =>
        {
            call.RequestStream.WriteOptions = Gathered;
            for (; goesOn(asked); asked++)
                await call.RequestStream.WriteAsync(LoadMethods.Question(asked, first + (int)((asked + (stream * 1013)) % people)).ToByteArray());
            await call.RequestStream.CompleteAsync();
        });
        var answered = 0L;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            answered++;
        await asking;
        return answered == asked ? answered : throw new InvalidOperationException($"{asked} questions got {answered} answers");
    }
}
