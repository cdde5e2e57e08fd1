namespace Vamos.Hub.ServiceNetwork.Territories;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Documents;
using Vamos.Network.Rollout;

/// <summary>
/// The rollout as it counts now. The document is looked at every few seconds; a changed one counts once two looks find it alike and it is sound. Another
/// changes nothing: the last good one stays.
/// </summary>
public sealed class CurrentTerritory : BackgroundService
{
    private const int MostErrorsInLog = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<CurrentTerritory> _log;
    private volatile TerritoryBook _book;
    private string _seen;

    /// <summary>Loads the document at the start of the hub.</summary>
    /// <exception cref="TerritoryException">It cannot be used; the message lists every error.</exception>
    public CurrentTerritory(string folder, TimeProvider time, ILogger<CurrentTerritory> log)
    {
        (_folder, _time, _log) = (folder, time, log);
        var result = TerritoryCheck.Files(TerritoryCheck.Read(folder));
        _book = result.Book ?? throw new TerritoryException(folder, result);
        _seen = result.Version;
        NetworkLog.TerritoryLoaded(log, _book.Version);
    }

    /// <summary>The rollout.</summary>
    public TerritoryBook Book => _book;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(LookEvery, _time);
        var before = _seen;
        try
        {
            while (await looks.WaitForNextTickAsync(stoppingToken))
            {
                var files = TerritoryCheck.Read(_folder);
                if (files.Version == before && files.Version != _seen)
                    Take(TerritoryCheck.Files(files));
                before = files.Version;
            }
        }
        catch (OperationCanceledException)
        {
            // the hub stops
        }
    }

    private void Take(TerritoryCheckResult result)
    {
        _seen = result.Version;
        if (result.Book is { } book)
        {
            _book = book;
            NetworkLog.TerritoryLoaded(_log, book.Version);
            return;
        }

        var errors = result.Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        NetworkLog.TerritoryRefused(_log, _folder, errors.Count, string.Join("; ", errors.Take(MostErrorsInLog)));
    }
}

/// <summary>The hub cannot start on the territory that it was given.</summary>
public sealed class TerritoryException(string folder, TerritoryCheckResult result)
    : Exception($"The territory in {folder} cannot be used:\n" + string.Join("\n", result.Findings.Select(finding => "  " + finding)));
