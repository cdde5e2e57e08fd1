namespace Vamos.Certificates;

/// <summary>Which part the other side of a connection plays, and so which use its certificate must allow.</summary>
public enum PeerRole
{
    /// <summary>The peer called us.</summary>
    Client,

    /// <summary>We called the peer.</summary>
    Server,
}
