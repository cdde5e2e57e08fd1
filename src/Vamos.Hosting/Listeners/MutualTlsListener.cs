namespace Vamos.Hosting.Listeners;

using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Certificates;
using Vamos.Hosting.Certificates;

/// <summary>Listeners that demand a client certificate and know whose it is.</summary>
public static class MutualTlsListener
{
    /// <summary>
    /// Listens for HTTP/2 over mutual TLS. The connection carries a <see cref="CallerInstitution"/>. Each begins under the identity
    /// of its moment, and ends when its client's certificate is revoked.
    /// </summary>
    public static void ListenMutualTls(this KestrelServerOptions kestrel, IPEndPoint endPoint, TlsIdentitySource source)
    {
        var log = kestrel.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MutualTlsListener).FullName!);
        var open = new OpenConnections(source, log);
        kestrel.ListenMutualTls(
            endPoint, () => source.Current.ServerOptions(refused: reason => CertificatesLog.CallerRefused(log, reason)), open.KeepAsync);
    }

    /// <summary>The same under one identity that never changes.</summary>
    public static void ListenMutualTls(this KestrelServerOptions kestrel, IPEndPoint endPoint, TlsIdentity identity) =>
        kestrel.ListenMutualTls(endPoint, () => identity.ServerOptions(), (connection, _, next) => next(connection));

    private static void ListenMutualTls(
        this KestrelServerOptions kestrel,
        IPEndPoint endPoint,
        Func<SslServerAuthenticationOptions> options,
        Func<ConnectionContext, CallerInstitution, ConnectionDelegate, Task> keep) =>
        kestrel.Listen(endPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(options()) });
            listen.Use(next => connection =>
            {
                var caller = Identify(connection);
                connection.Features.Set(caller);
                return keep(connection, caller, next);
            });
        });

    private static CallerInstitution Identify(ConnectionContext connection)
    {
        var certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        return new CallerInstitution(InstitutionName.TryRead(certificate, out var code) ? code : null, certificate);
    }
}
