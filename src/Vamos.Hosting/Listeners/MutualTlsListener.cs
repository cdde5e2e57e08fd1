namespace Vamos.Hosting.Listeners;

using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Vamos.Certificates;

/// <summary>Listeners that demand a client certificate and know whose it is.</summary>
public static class MutualTlsListener
{
    /// <summary>Listens for HTTP/2 over mutual TLS. The connection carries a <see cref="CallerInstitution"/>.</summary>
    public static void ListenMutualTls(this KestrelServerOptions kestrel, IPEndPoint endPoint, TlsIdentity identity) =>
        kestrel.Listen(endPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(identity.ServerOptions()) });
            listen.Use(next => connection =>
            {
                connection.Features.Set(Identify(connection));
                return next(connection);
            });
        });

    private static CallerInstitution Identify(ConnectionContext connection)
    {
        var certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        return new CallerInstitution(InstitutionName.TryRead(certificate, out var code) ? code : null, certificate);
    }
}
