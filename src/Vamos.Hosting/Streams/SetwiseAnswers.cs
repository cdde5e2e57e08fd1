namespace Vamos.Hosting.Streams;

using System.Threading.Channels;

/// <summary>
/// Answers a stream of questions in sets: whatever has come in while the others were busy is answered in one go, so that sets grow by themselves as
/// load does, and a lone question waits for nobody. When too much waits the stream is not read on, and whoever asks feels it by flow control.
/// </summary>
/// <param name="largestSet">Most questions that are answered in one go.</param>
/// <param name="setsAtOnce">Most sets that are being answered at the same time.</param>
public sealed class SetwiseAnswers<TQuestion, TAnswer>(int largestSet, int setsAtOnce)
    where TQuestion : class
{
    private readonly Channel<TQuestion> _waiting = Channel.CreateBounded<TQuestion>(
        new BoundedChannelOptions(largestSet * 4) { SingleReader = setsAtOnce == 1, SingleWriter = true });

    /// <summary>Answers every question until the stream ends.</summary>
    /// <param name="next">Reads the next question; null at the end.</param>
    /// <param name="answer">Answers a set; every answer is handed to the function that it is given, as soon as it is ready.</param>
    /// <param name="write">Sends one answer; never called twice at once.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public async Task RunAsync(
        Func<CancellationToken, Task<TQuestion?>> next,
        Func<IReadOnlyList<TQuestion>, Func<TAnswer, Task>, CancellationToken, Task> answer,
        Func<TAnswer, Task> write,
        CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var writing = new SemaphoreSlim(1);
        Task[] parts = [ReceiveAsync(), .. Enumerable.Range(0, setsAtOnce).Select(_ => AnswerAsync())];
        // Whatever ends one part ends the others, which must not outlive the call.
        Exception? failure = null;
        foreach (var part in parts)
            await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var part in parts)
        {
            if (part is { IsFaulted: true, Exception.InnerException: { } own } && (failure is null or OperationCanceledException))
                failure = own;
        }

        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        cancellation.ThrowIfCancellationRequested();

        async Task ReceiveAsync()
        {
            try
            {
                while (await next(ends.Token) is { } question)
                    await _waiting.Writer.WriteAsync(question, ends.Token);
                _waiting.Writer.Complete();
            }
            catch
            {
                await ends.CancelAsync();
                throw;
            }
        }

        async Task AnswerAsync()
        {
            try
            {
                while (await _waiting.Reader.WaitToReadAsync(ends.Token))
                {
                    if (Take() is { Count: > 0 } set)
                        await answer(set, SendAsync, ends.Token);
                }
            }
            catch
            {
                await ends.CancelAsync();
                throw;
            }
        }

        async Task SendAsync(TAnswer ready)
        {
            await writing.WaitAsync(ends.Token);
            try
            {
                await write(ready);
            }
            finally
            {
                writing.Release();
            }
        }
    }

    private List<TQuestion> Take()
    {
        var set = new List<TQuestion>();
        while (set.Count < largestSet && _waiting.Reader.TryRead(out var question))
            set.Add(question);
        return set;
    }
}
