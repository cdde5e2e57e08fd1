namespace Vamos.Adapters.Hosting;

/// <summary>What an adapter does beside answering, begun again when its legacy system failed it.</summary>
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
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }
}
