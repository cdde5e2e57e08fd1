namespace Vamos.Adapters.Hl7.Mllp;

/// <summary>Log messages 3400 to 3419. None says who sent what.</summary>
internal static partial class MllpLog
{
    [LoggerMessage(3400, LogLevel.Information, "Listening for HL7 messages on port {Port}, with TLS: {Tls}")]
    public static partial void Listening(ILogger logger, int port, bool tls);

    [LoggerMessage(3401, LogLevel.Warning, "A connection for HL7 messages was closed at once: there are {Maximum} already")]
    public static partial void ConnectionRefused(ILogger logger, int maximum);

    [LoggerMessage(3402, LogLevel.Information, "A connection for HL7 messages was closed: nothing came, or the answer was not taken, for too long")]
    public static partial void ConnectionTimedOut(ILogger logger);

    [LoggerMessage(3403, LogLevel.Information, "A connection for HL7 messages was lost: {Kind}")]
    public static partial void ConnectionLost(ILogger logger, string kind);

    [LoggerMessage(3404, LogLevel.Error, "A connection for HL7 messages was closed by an unforeseen error")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception);
}
