namespace Vamos.Hub.ServiceNetwork.Catalogue;

using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

/// <summary>Follows what other hubs change in the same database.</summary>
public sealed class CatalogueFeed(ServiceCatalogue catalogue, TimeProvider time, ILogger<CatalogueFeed> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(LookEvery, time);
        var failing = false;
        try
        {
            while (await looks.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await catalogue.CatchUpAsync(stoppingToken);
                    if (failing)
                        NetworkLog.Follows(log);
                    failing = false;
                }
                catch (DbException e)
                {
                    // said once; what is in memory serves on
                    if (!failing)
                        NetworkLog.NotFollowed(log, e);
                    failing = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the hub stops
        }
    }
}
