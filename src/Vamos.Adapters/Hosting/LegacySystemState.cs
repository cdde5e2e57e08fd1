namespace Vamos.Adapters.Hosting;

/// <summary>Opens the legacy system when the host starts, and goes on trying while it is not there. Meanwhile calls get UNAVAILABLE.</summary>
internal sealed class LegacySystemState(
    IInstitutionAdapter adapter, AdapterSettings settings, TimeProvider time, ILogger<LegacySystemState> logger) : BackgroundService
{
    private volatile string? _trouble = "The legacy system has not been opened yet.";

    public bool IsOpen => _trouble is null;

    /// <summary>Why it is not open, for the operator; null when it is.</summary>
    public string? Trouble => _trouble;

    /// <summary>The first attempt is part of the start, so that an adapter whose legacy system is there is ready when it listens.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryOpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!IsOpen)
        {
            await Task.Delay(settings.ReopenDelay, time, stoppingToken);
            await TryOpenAsync(stoppingToken);
        }
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
