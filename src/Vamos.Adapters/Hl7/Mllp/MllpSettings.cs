namespace Vamos.Adapters.Hl7.Mllp;

using System.Net;
using System.Net.Security;

/// <summary>How messages are listened for.</summary>
public sealed record MllpSettings
{
    /// <summary>The port that is registered for HL7.</summary>
    public const int RegisteredPort = 2575;

    /// <summary>Where. Port 0 lets the system choose one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, RegisteredPort);

    /// <summary>Most connections at a time; further ones are closed at once. Default 64.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>Time after which a connection that brings nothing is closed. Default ten minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time that a sender has to take its answer. Default thirty seconds.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest message in bytes. Default one megabyte.</summary>
    public int MessageBytes { get; init; } = Hl7Limits.Default.MessageBytes;

    /// <summary>Options of the TLS handshake of each connection; null listens without TLS.</summary>
    public Func<SslServerAuthenticationOptions>? Tls { get; init; }
}
