namespace Vamos.Adapters.Hosting;

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Contracts.Errors;

/// <summary>
/// The institution's changes as streams. The source is asked again and again; between changes a sign of life says that there were none, unless the
/// source could not be read.
/// </summary>
internal sealed class ChangeFeed(
    IChangeSource source, AdapterSettings settings, IHostApplicationLifetime lifetime, AdapterMeter meter, TimeProvider time, ILogger logger)
{
    private const int MostWatchers = 16;

    private int _watchers;

    public async Task WatchAsync(WatchChangesRequest request, IServerStreamWriter<WatchChangesResponse> stream, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _watchers) > MostWatchers)
        {
            Interlocked.Decrement(ref _watchers);
            throw new ProblemException(AdapterProblems.TooManyWatchers);
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await FollowAsync(ResumeToken.Read(request.ResumeToken), stream, ends.Token);
        }
        catch (ChangePositionException e)
        {
            throw new ProblemException(e.IsTooOld ? AdapterProblems.ResumeTokenExpired : AdapterProblems.MalformedResumeToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(AdapterProblems.Stopping);
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    private async Task FollowAsync(string? position, IServerStreamWriter<WatchChangesResponse> stream, CancellationToken cancellationToken)
    {
        long? signed = null;
        // A source that cannot be read at the start ends the call; later it is only waited for.
        var page = await source.ReadChangesAsync(position, cancellationToken);
        while (true)
        {
            if (page is not null)
            {
                foreach (var change in page.Changes)
                    await stream.WriteAsync(Message(change), cancellationToken);
                meter.ChangesTold(page.Changes.Count);
                position = page.Position;
                if (page is { IsComplete: true, More: false } && (signed is not { } last || time.GetElapsedTime(last) >= settings.SignOfLifeInterval))
                {
                    signed = time.GetTimestamp();
                    await stream.WriteAsync(SignOfLife(position), cancellationToken);
                }
            }

            if (page is not { More: true })
                await Task.Delay(settings.ChangePollInterval, time, cancellationToken);
            page = await TryReadAsync(position, cancellationToken);
        }
    }

    private async Task<ChangePage?> TryReadAsync(string? position, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadChangesAsync(position, cancellationToken);
        }
        catch (LegacySystemException e)
        {
            AdapterLog.ChangesNotRead(logger, e.Message);
            return null;
        }
    }

    private static WatchChangesResponse Message(RecordChange change) => new()
    {
        ResumeToken = ResumeToken.Write(change.Position),
        NationalId = change.Person,
        Kinds = { change.Kinds },
        ChangeTime = Timestamp.FromDateTimeOffset(change.Time),
    };

    private WatchChangesResponse SignOfLife(string position) => new()
    {
        ResumeToken = ResumeToken.Write(position),
        ChangeTime = Timestamp.FromDateTimeOffset(time.GetUtcNow()),
    };
}
