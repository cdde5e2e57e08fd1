namespace Vamos.Hub.Monitoring.Page;

using Microsoft.AspNetCore.Http;

/// <summary>Who may see the page: whoever is at the operations listener, and over mutual TLS institutions with the role of the monitor.</summary>
/// <param name="OperationsPort">Port of the operations listener; 0 when the system chose it, then any plaintext connection counts.</param>
/// <param name="MonitorOf">Whether the connection's certificate speaks for an institution with the role.</param>
public sealed record MonitorAccess(int OperationsPort, Func<HttpContext, bool> MonitorOf)
{
    /// <summary>Whether a request may see it.</summary>
    public bool Allows(HttpContext http) => http.Request.IsHttps
        ? MonitorOf(http)
        : OperationsPort == 0 || http.Connection.LocalPort == OperationsPort;
}
