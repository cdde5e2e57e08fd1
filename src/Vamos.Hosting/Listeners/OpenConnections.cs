namespace Vamos.Hosting.Listeners;

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Vamos.Certificates;
using Vamos.Hosting.Certificates;

/// <summary>
/// The connections of a listener, so that those of a revoked client end when the lists change. Costs a call nothing, since the
/// lists change seldom and calls come often.
/// </summary>
internal sealed class OpenConnections
{
    private readonly ConcurrentDictionary<ConnectionContext, CallerInstitution> _open = new();
    private readonly TlsIdentitySource _source;
    private readonly ILogger _log;

    public OpenConnections(TlsIdentitySource source, ILogger log)
    {
        (_source, _log) = (source, log);
        source.Changed += (_, change) =>
        {
            if (change.Kind == TlsIdentityChangeKind.RevocationsLoaded)
                EndRevoked();
        };
    }

    public async Task KeepAsync(ConnectionContext connection, CallerInstitution caller, ConnectionDelegate next)
    {
        _open[connection] = caller;
        try
        {
            // the lists may have changed between the handshake and now
            if (!IsRevoked(caller))
                await next(connection);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    }

    private void EndRevoked()
    {
        foreach (var (connection, caller) in _open.Where(entry => IsRevoked(entry.Value)))
        {
            CertificatesLog.RevokedConnectionEnded(_log, caller.Code ?? "nobody", caller.Certificate!.SerialNumber);
            connection.Abort(new ConnectionAbortedException("The client's certificate was revoked."));
        }
    }

    private bool IsRevoked(CallerInstitution caller) => caller.Certificate is { } certificate && _source.IsRevoked(certificate);
}
