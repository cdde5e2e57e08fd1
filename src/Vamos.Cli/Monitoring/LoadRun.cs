namespace Vamos.Cli.Monitoring;

using Vamos.Clients;

/// <summary>A question that is put again and again.</summary>
/// <param name="Name">The method.</param>
/// <param name="AskAsync">Puts it about the person of a number, which is taken in turn.</param>
internal sealed record LoadQuestion(string Name, Func<int, CancellationToken, Task> AskAsync);

/// <summary>
/// Puts questions at a steady rate, whether or not earlier ones have been answered. A question counts from when it was due, not from when it could be
/// sent: otherwise a hub that stands still would hide its worst answers by not being asked.
/// </summary>
/// <param name="questions">What is asked, in turn.</param>
/// <param name="rate">Questions a second.</param>
/// <param name="lasts">How long.</param>
/// <param name="atOnce">Most questions under way.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadRun(IReadOnlyList<LoadQuestion> questions, int rate, TimeSpan lasts, int atOnce, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly long _total = (long)Math.Ceiling(rate * lasts.TotalSeconds);
    private readonly SemaphoreSlim _room = new(atOnce, atOnce);
    private Exception? _failure;
    private Exception? _defect;
    private long _started;

    /// <summary>What became of each question.</summary>
    public IReadOnlyDictionary<string, LoadTally> Tallies { get; } = questions.ToDictionary(question => question.Name, _ => new LoadTally());

    /// <summary>The first thing that went wrong; null when nothing did.</summary>
    public VamosException? FirstFailure => _failure as VamosException;

    /// <summary>Asks, and waits for the last answer. Cancelled, it ends early.</summary>
    /// <returns>How long questions were put.</returns>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellation)
    {
        _started = time.GetTimestamp();
        var sent = await SendAsync(cancellation);
        var took = time.GetElapsedTime(_started);
        // what was due and could not be sent had waited at least as long as this
        for (var number = sent; number < Math.Min(_total, (long)(took.TotalSeconds * rate)); number++)
            TallyOf(number).NotSent(took - DueAt(number));
        for (var i = 0; i < atOnce; i++)
            await _room.WaitAsync(CancellationToken.None);
        return _defect is null ? took : throw _defect;
    }

    public void Dispose() => _room.Dispose();

    private async Task<long> SendAsync(CancellationToken cancellation)
    {
        for (var number = 0L; number < _total; number++)
        {
            while (DueAt(number) - time.GetElapsedTime(_started) is var early && early > TimeSpan.Zero && !cancellation.IsCancellationRequested)
                await Task.Delay(early > Tick ? early : Tick, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var left = lasts - time.GetElapsedTime(_started);
            if (cancellation.IsCancellationRequested || left < TimeSpan.Zero || _defect is not null || !await RoomAsync(left, cancellation))
                return number;
            _ = AskAsync(number, cancellation);
        }

        return _total;
    }

    private async Task<bool> RoomAsync(TimeSpan left, CancellationToken cancellation)
    {
        try
        {
            return await _room.WaitAsync(left, cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task AskAsync(long number, CancellationToken cancellation)
    {
        var (question, tally) = (questions[(int)(number % questions.Count)], TallyOf(number));
        try
        {
            await question.AskAsync((int)(number / questions.Count % int.MaxValue), cancellation);
            tally.Answer(time.GetElapsedTime(_started) - DueAt(number));
        }
        catch (PersonNotFoundException)
        {
            tally.Answer(time.GetElapsedTime(_started) - DueAt(number));
        }
        catch (VamosException e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
            tally.Fail(e.Reason, time.GetElapsedTime(_started) - DueAt(number));
        }
        catch (OperationCanceledException)
        {
            // given up with the run
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _defect, e, null);
        }
        finally
        {
            _room.Release();
        }
    }

    private LoadTally TallyOf(long number) => Tallies[questions[(int)(number % questions.Count)].Name];

    private TimeSpan DueAt(long number) => TimeSpan.FromSeconds((double)number / rate);
}
