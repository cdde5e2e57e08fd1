namespace Vamos.Adapters.Hosting;

/// <summary>
/// Opens the legacy system once the host listens, and goes on trying while it is not there. Meanwhile calls get UNAVAILABLE. Nothing is touched
/// before the port is ours, so that a second process started by mistake ends without a trace.
/// </summary>
internal sealed class LegacySystemState(
    IInstitutionAdapter adapter, AdapterSettings settings, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LegacySystemState> logger)
    : BackgroundService
{
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _trouble = "The legacy system has not been opened yet.";

    public bool IsOpen => _trouble is null;

    /// <summary>Why it is not open, for the operator; null when it is.</summary>
    public string? Trouble => _trouble;

    /// <summary>Done when opening was tried once, successfully or not.</summary>
    public Task FirstAttempt => _firstAttempt.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ListeningAsync(stoppingToken);
            var work = WorkBeside.RunAsync(adapter, settings.Institution, settings.ReopenDelay, time, logger, stoppingToken);
            await TryOpenAsync(stoppingToken);
            _firstAttempt.TrySetResult();
            while (!IsOpen)
            {
                await Task.Delay(settings.ReopenDelay, time, stoppingToken);
                await TryOpenAsync(stoppingToken);
            }

            await work;
        }
        catch (Exception e)
        {
            _firstAttempt.TrySetException(e);
            throw;
        }
    }

    private async Task ListeningAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
    }

    private async Task TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await adapter.OpenAsync(cancellationToken);
            _trouble = null;
            AdapterLog.LegacySystemOpen(logger);
        }
        catch (LegacySystemException e)
        {
            _trouble = e.Message;
            AdapterLog.LegacySystemNotOpen(logger, settings.ReopenDelay, e.Message);
        }
    }
}
