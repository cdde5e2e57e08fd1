namespace Vamos.Adapters.Hosting;

/// <summary>What an adapter does beside answering, begun again when it failed.</summary>
internal static class WorkBeside
{
    public static async Task RunAsync(
        IInstitutionAdapter adapter, string name, TimeSpan delay, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await adapter.RunAsync(cancellationToken);
                return;
            }
            catch (LegacySystemException e)
            {
                AdapterLog.WorkEnded(logger, name, delay, e.Message);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // The answers go on; a process that ended would meet the same again.
                AdapterLog.WorkFailed(logger, e, name, delay);
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }
}
