namespace Vamos.Hub.Beneficiaries;

using System.Threading.Channels;

/// <summary>
/// Answers a stream of questions: a bounded number at the same time, each answer as soon as it is ready. While that many are in
/// flight no further question is read, so that a fast caller is held back instead of filling the memory.
/// </summary>
internal static class BatchLookup
{
    private const int InFlight = 64;

    /// <summary>Answers every question until the stream ends.</summary>
    /// <param name="next">Reads the next question; null at the end.</param>
    /// <param name="answer">Answers one.</param>
    /// <param name="write">Sends one answer; never called twice at once.</param>
    /// <param name="cancellation">Ends with the caller's call.</param>
    public static async Task RunAsync<TQuestion, TAnswer>(
        Func<Task<TQuestion?>> next, Func<TQuestion, CancellationToken, Task<TAnswer>> answer, Func<TAnswer, Task> write, CancellationToken cancellation)
        where TQuestion : class
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var slots = new SemaphoreSlim(InFlight);
        var answers = Channel.CreateUnbounded<TAnswer>(new UnboundedChannelOptions { SingleReader = true });
        var writing = WriteAsync(answers.Reader, write, slots, ends);
        var asked = new List<Task>();
        try
        {
            while (true)
            {
                await slots.WaitAsync(ends.Token);
                if (await next() is not { } question)
                    break;
                asked.RemoveAll(task => task.IsCompletedSuccessfully);
                asked.Add(AnswerAsync(question));
            }

            await Task.WhenAll(asked);
            answers.Writer.Complete();
            await writing;
        }
        catch (Exception e)
        {
            await ends.CancelAsync();
            answers.Writer.TryComplete(e);
            await Task.WhenAll(asked.Append(writing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (writing.IsFaulted)
                await writing;
            throw;
        }

        async Task AnswerAsync(TQuestion question) => await answers.Writer.WriteAsync(await answer(question, ends.Token), ends.Token);
    }

    private static async Task WriteAsync<TAnswer>(ChannelReader<TAnswer> answers, Func<TAnswer, Task> write, SemaphoreSlim slots, CancellationTokenSource ends)
    {
        try
        {
            await foreach (var answer in answers.ReadAllAsync(ends.Token))
            {
                await write(answer);
                slots.Release();
            }
        }
        catch
        {
            await ends.CancelAsync();
            throw;
        }
    }
}
