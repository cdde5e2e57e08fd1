namespace Vamos.Hub.Referrals.Deadlines;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Hub.Referrals.Storing;
using Vamos.Referral.V1;

/// <summary>
/// Reminds of deadlines and lets referrals expire. Every hub does it: what is due is read in the transaction that deals with it, so that nothing is said
/// twice, and nothing is forgotten by a hub that ends.
/// </summary>
public sealed class DeadlineKeeper(ReferralBook book, TimeProvider time, ILogger<DeadlineKeeper> log) : BackgroundService
{
    /// <summary>How long the answer of a request is given again.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromDays(30);

    private const int AtOnce = 100;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private bool _failing;

    /// <summary>Does all that is due.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var (expired, reminded, found) = (0, 0, AtOnce);
        while (found == AtOnce)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            if (!await book.AnyDueAsync(now, cancellation))
                break;
            found = await book.WriteAsync(
                async change =>
                {
                    var due = await change.DueAsync(now, AtOnce);
                    foreach (var referral in due)
                    {
                        if (referral.IsOverdue(now))
                            await change.ReplaceAsync(referral.In(ReferralState.Expired, now));
                        else
                            await change.RemindAsync(referral, now);
                    }

                    var overdue = due.Count(referral => referral.IsOverdue(now));
                    (expired, reminded) = (expired + overdue, reminded + due.Count - overdue);
                    return due.Count;
                },
                cancellation);
        }

        if (expired + reminded != 0)
            ReferralsLog.Swept(log, expired, reminded);
    }

    /// <summary>Forgets answers that nobody asks for again.</summary>
    public Task ForgetAsync(CancellationToken cancellation) => book.WriteAsync(
        change => change.ForgetAnswersAsync((time.GetUtcNow() - AnswersKept).ToUnixTimeMilliseconds()), cancellation);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(LookEvery, time);
        var forgotten = time.GetTimestamp();
        try
        {
            while (await looks.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(SweepAsync, stoppingToken);
                if (time.GetElapsedTime(forgotten) < ForgetEvery)
                    continue;
                forgotten = time.GetTimestamp();
                await TryAsync(ForgetAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the hub stops
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
            _failing = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // said once, not every second; the next look tries again
            if (!_failing)
                ReferralsLog.NotSwept(log, e);
            _failing = true;
        }
    }
}
