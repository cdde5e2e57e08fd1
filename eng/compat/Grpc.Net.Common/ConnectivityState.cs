namespace Grpc.Core;

/// <summary>What a channel knows about its connection, in the terms of the gRPC connectivity semantics.</summary>
public enum ConnectivityState
{
    /// <summary>No connection is open or wanted; the next call asks for one.</summary>
    Idle = 0,

    /// <summary>A connection is being established.</summary>
    Connecting = 1,

    /// <summary>A connection is open and calls can be sent.</summary>
    Ready = 2,

    /// <summary>The last attempt failed; another follows after a pause.</summary>
    TransientFailure = 3,

    /// <summary>The channel was closed and will not connect again.</summary>
    Shutdown = 4,
}
