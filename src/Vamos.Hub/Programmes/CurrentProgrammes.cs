namespace Vamos.Hub.Programmes;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Programmes;
using Vamos.Programmes.Checks;

/// <summary>
/// The rules that count now. The folder is looked at every few seconds; changed documents count once two looks find them alike and they are sound as a
/// whole. Others change nothing: the last good ones stay.
/// </summary>
public sealed class CurrentProgrammes : BackgroundService
{
    private const int MostErrorsInLog = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<CurrentProgrammes> _log;
    private volatile ProgrammeBook _book;
    private string _seen;

    /// <summary>Loads the documents at the start of the hub.</summary>
    /// <exception cref="ProgrammesException">They cannot be used; the message lists every error.</exception>
    public CurrentProgrammes(string folder, TimeProvider time, ILogger<CurrentProgrammes> log)
    {
        (_folder, _time, _log) = (folder, time, log);
        var result = ProgrammeCheck.Folder(folder);
        _book = result.Book ?? throw new ProgrammesException(folder, result);
        _seen = result.Version;
        ProgrammesLog.Loaded(log, _book.Programmes.Count, _book.Version);
    }

    /// <summary>The rules. A question that began under one book ends under it.</summary>
    public ProgrammeBook Book => _book;

    /// <summary>False while the folder holds documents that cannot be used, and earlier ones count instead.</summary>
    public bool IsCurrent { get; private set; } = true;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(LookEvery, _time);
        var before = _seen;
        try
        {
            while (await looks.WaitForNextTickAsync(stoppingToken))
            {
                var files = ProgrammeCheck.Read(_folder);
                if (files.Version == before && files.Version != _seen)
                    Take(ProgrammeCheck.Files(files));
                before = files.Version;
            }
        }
        catch (OperationCanceledException)
        {
            // the hub stops
        }
    }

    private void Take(ProgrammeCheckResult result)
    {
        _seen = result.Version;
        IsCurrent = result.Book is not null;
        if (result.Book is { } book)
        {
            _book = book;
            ProgrammesLog.Loaded(_log, book.Programmes.Count, book.Version);
        }
        else
        {
            var errors = result.Errors.ToList();
            ProgrammesLog.Refused(_log, _folder, errors.Count, string.Join("; ", errors.Take(MostErrorsInLog)));
        }
    }
}

/// <summary>The hub cannot start on the rules that it was given.</summary>
public sealed class ProgrammesException(string folder, ProgrammeCheckResult result)
    : Exception($"The rules of programmes in {folder} cannot be used:\n" + string.Join("\n", result.Errors.Select(e => "  " + e)));
