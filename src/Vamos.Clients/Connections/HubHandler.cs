namespace Vamos.Clients.Connections;

using Vamos.Certificates;

/// <summary>The HTTP side of a connection.</summary>
internal static class HubHandler
{
    /// <summary>
    /// A handler that connects when a call needs it. Left to itself the gRPC runtime would connect on its own account and, when
    /// that fails, refuse all calls without trying again for a second at first and up to two minutes later, so that a hub
    /// that is back would still be out of reach.
    /// </summary>
    public static SocketsHttpHandler Create(TlsIdentitySource identity, string? expectedInstitution)
    {
        var handler = identity.CreateHttpHandler(expectedInstitution);
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new FirstWordStream(context.PlaintextStream));
        return handler;
    }
}
