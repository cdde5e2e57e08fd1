namespace Vamos.Clients.Failures;

using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;
using Vamos.Clients.Connections;
using Vamos.Contracts.Errors;

/// <summary>Failures of the connection itself, in words that say what to do.</summary>
internal static class ConnectionFailure
{
    private const string Unreachable = "No se pudo establecer conexión con el sistema.";
    private const string Distrusted = "No se pudo establecer una conexión segura con el sistema.";

    /// <summary>Whether we do not trust the other side, which no repetition mends.</summary>
    public static bool IsDistrust(RpcException failure) => Distrust(failure) is not null;

    /// <summary>
    /// Whether a stream ended for want of a hub. One that a hub, or what is before it, cuts off in the middle has no status of its own.
    /// </summary>
    public static bool IsBroken(VamosException failure) =>
        failure is HubUnavailableException || failure.InnerException is RpcException { Status.DebugException: HttpRequestException or IOException };

    /// <summary>What happened to the connection; null when the failure is of another kind.</summary>
    public static Problem? Explain(RpcException failure, Uri address, string institution)
    {
        var hub = address.GetLeftPart(UriPartial.Authority);
        if (Distrust(failure) is { } distrust)
        {
            return Unavailable(
                LocalReasons.HubNotTrusted,
                $"The server at {hub} did not show itself to be the hub. {distrust.Message.TrimEnd('.')}. "
                + "Check that the address is the hub's, and that the authority's file is the one of the hub's certificate.",
                Distrusted);
        }

        if (IsRefusal(failure))
        {
            return Unavailable(
                LocalReasons.CertificateRefused,
                $"The hub at {hub} closed the connection before it said anything: most likely it refuses our certificate "
                + $"({(institution.Length == 0 ? "of no institution" : institution)}). It must be issued by an authority that the hub trusts, and be in time: "
                + "see `vamos certs show`. The hub's log says why.",
                Distrusted);
        }

        if (IsOfConnection(failure) && Cause(failure, e => e is SocketException or IOException or HttpRequestException or TimeoutException) is { } cause)
            return Unavailable(LocalReasons.HubUnreachable, Advice(cause, hub, address.Host), Unreachable);
        return null;
    }

    private static string Advice(Exception cause, string hub, string host) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"Nothing listens at {hub}: the hub does not run there. Start it (for a first try, the sandbox), or correct the address.",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            $"The host '{host}' is not known here. Correct the address of the hub, or see to the name service.",
        SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable } =>
            $"There is no route to {hub}. See to the network, or correct the address of the hub.",
        TimeoutException =>
            $"No connection to {hub} came about in time. A firewall may stand between, or the address is wrong.",
        _ =>
            $"The connection to the hub at {hub} broke: {cause.Message.TrimEnd('.')}. See whether the hub runs, and try again.",
    };

    // Our side's verdict on the other's certificate.
    private static AuthenticationException? Distrust(RpcException failure) =>
        (AuthenticationException?)Cause(failure, e => e is AuthenticationException);

    // A hub that dies at that very moment looks the same. When the connection has ended before its first use, the framework
    // says so in words only.
    private static bool IsRefusal(RpcException failure) =>
        Cause(failure, e => e is NoFirstWordException || (e is HttpRequestException && e.Message.Contains("HTTP/2 handshake", StringComparison.Ordinal)))
            is not null;

    private static bool IsOfConnection(RpcException failure) =>
        failure.StatusCode == StatusCode.Unavailable
        || failure.Status.DebugException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.NameResolutionError,
        };

    // The innermost that fits says most.
    private static Exception? Cause(RpcException failure, Func<Exception, bool> fits)
    {
        Exception? found = null;
        for (var e = failure.Status.DebugException; e is not null; e = e.InnerException)
        {
            if (fits(e))
                found = e;
        }

        return found;
    }

    private static Problem Unavailable(string reason, string message, string localized) => new(StatusCode.Unavailable, reason, message, localized);
}
