namespace Vamos.Hub.Audit.Log;

using Microsoft.Extensions.Logging;
using Vamos.Hub.Storage;

/// <summary>
/// Whether appending works, and how much space is left. While it does not work, exchanges are refused at once and the writer
/// tries by itself until it works again.
/// </summary>
internal sealed class AppendState : IDisposable
{
    private static readonly TimeSpan SpaceInterval = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly long _minimumFree;
    private readonly ILogger _log;
    private readonly Lock _changes = new();
    private readonly ITimer _spaceWatch;
    private volatile string? _failure;
    private volatile bool _tampered;
    private volatile bool _fillingUp;
    private long _free = -1;

    public AppendState(Database database, AuditSettings settings, TimeProvider time, ILogger log)
    {
        _database = database;
        _minimumFree = settings.MinimumFreeBytes;
        _log = log;
        MeasureSpace();
        _spaceWatch = time.CreateTimer(_ => MeasureSpace(), null, SpaceInterval, SpaceInterval);
    }

    public bool Works => _failure is null;

    public bool Tampered => _tampered;

    /// <summary>Why exchanges are refused; null while they are not.</summary>
    public string? Refusal => _failure;

    public AuditHealth Health
    {
        get
        {
            var free = Interlocked.Read(ref _free);
            var failure = _failure;
            var reason = failure ?? (_fillingUp ? $"only {free} bytes are free on the disk of the log" : "");
            return new AuditHealth(reason.Length == 0, reason, free < 0 ? null : free);
        }
    }

    public void Succeeded()
    {
        if (_failure is null || _tampered)
            return;
        lock (_changes)
        {
            _failure = null;
            AuditLogEvents.Recovered(_log);
        }
    }

    public void Failed(Exception exception) => Fail(exception, exception.Message);

    public void Stalled(Exception exception) => Fail(exception, exception.Message);

    public void TamperedWith(AuditFinding finding)
    {
        lock (_changes)
        {
            _tampered = true;
            _failure = "the log was tampered with";
            AuditLogEvents.Tampered(_log, finding.Explanation);
        }
    }

    public void Dispose() => _spaceWatch.Dispose();

    private void Fail(Exception exception, string reason)
    {
        lock (_changes)
        {
            // said once, not for every exchange that fails meanwhile
            if (_failure is null)
                AuditLogEvents.Failing(_log, exception, reason);
            if (!_tampered)
                _failure = reason;
        }
    }

    private void MeasureSpace()
    {
        long? free;
        try
        {
            free = _database.FreeBytes();
        }
        catch (IOException)
        {
            // a disk that cannot be asked is for the writer to find out
            return;
        }

        Interlocked.Exchange(ref _free, free ?? -1);
        var low = free < _minimumFree;
        if (low && !_fillingUp)
            AuditLogEvents.FillingUp(_log, free!.Value);
        _fillingUp = low;
    }
}
