namespace Vamos.Compat.Redis.Tests.Client;

/// <summary>The kinds of connection.</summary>
public enum Way
{
    /// <summary>RESP2, on threads of the client's own.</summary>
    Plain,

    Tls,

    Resp3,

    /// <summary>On the thread pool.</summary>
    ThreadPool,
}
