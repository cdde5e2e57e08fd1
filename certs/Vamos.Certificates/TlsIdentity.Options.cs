namespace Vamos.Certificates;

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

/// <summary>What the two sides of a connection are configured with: TLS 1.3, HTTP/2, a certificate on both sides.</summary>
public sealed partial class TlsIdentity
{
    /// <summary>Options for a server that lets in only clients with a certificate of our authorities.</summary>
    /// <param name="accept">A further condition on a client that is otherwise trusted.</param>
    /// <param name="refused">Told why a client was refused; the client itself learns no more than that it was.</param>
    public SslServerAuthenticationOptions ServerOptions(Func<X509Certificate2, bool>? accept = null, Action<string>? refused = null) => new()
    {
        ServerCertificateContext = ServerContext,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        CertificateChainPolicy = _trust.Policy(PeerRole.Client),
        // A resumed session would outlive the certificate and the authority by which it was opened.
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            var presented = AsCertificate2(certificate);
            if (!TrustsPeer(presented, chain, errors, PeerRole.Client, out var reason))
            {
                refused?.Invoke(reason);
                return false;
            }

            if (accept is null || accept(presented!))
                return true;
            refused?.Invoke($"The client's certificate ({presented!.Subject}) is not accepted here.");
            return false;
        },
    };

    /// <summary>
    /// Options for a client. The server is refused with an <see cref="AuthenticationException"/> that says why. The caller
    /// sets <see cref="SslClientAuthenticationOptions.TargetHost"/>, unless an HTTP handler does.
    /// </summary>
    /// <param name="expectedInstitution">The institution that the server must be of; any, when null.</param>
    public SslClientAuthenticationOptions ClientOptions(string? expectedInstitution = null)
    {
        string? expected = null;
        if (expectedInstitution is not null && !InstitutionName.TryNormalize(expectedInstitution, out expected))
            throw new ArgumentException($"'{expectedInstitution}' is not an institution's code: {InstitutionName.Rule}.", nameof(expectedInstitution));
        return new SslClientAuthenticationOptions
        {
            ClientCertificateContext = ServerContext,
            EnabledSslProtocols = SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = _trust.Policy(PeerRole.Server),
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                var presented = AsCertificate2(certificate);
                if (!TrustsPeer(presented, chain, errors, PeerRole.Server, out var reason))
                    throw new AuthenticationException(reason);
                InstitutionName.TryRead(presented, out var named);
                return expected is null || named == expected
                    ? true
                    : throw new AuthenticationException(
                        $"The server's certificate ({presented!.Subject}) is of {named ?? "no institution"}, not of {expected}.");
            },
        };
    }

    /// <summary>
    /// A handler for gRPC over HTTP/2: it notices a dead connection within 45 seconds, idle or not, opens further connections when one is
    /// full, and goes straight to the host whatever proxy the environment names. The caller disposes it.
    /// </summary>
    /// <param name="expectedInstitution">The institution that the server must be of; any, when null.</param>
    public SocketsHttpHandler CreateHttpHandler(string? expectedInstitution = null) => new()
    {
        SslOptions = ClientOptions(expectedInstitution),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    private static X509Certificate2? AsCertificate2(X509Certificate? certificate) => certificate switch
    {
        null => null,
        X509Certificate2 full => full,
        _ => X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()),
    };
}
