namespace Vamos.Hub.Exchange;

using Grpc.Core;
using Microsoft.Extensions.Logging;
using Vamos.Exchange.V1;

/// <summary>Log events of the room Exchange: 1000 to 1099.</summary>
internal static partial class ExchangeLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Exchange {ExchangeId}: {Caller} calls {Method} for {Purpose} under {Agreement}")]
    public static partial void Admitted(ILogger log, string exchangeId, string caller, string method, Purpose purpose, string agreement);

    [LoggerMessage(1001, LogLevel.Information, "Exchange {ExchangeId}: {Method} ended with {StatusCode}, {Reason}")]
    public static partial void Ended(ILogger log, string exchangeId, string method, StatusCode statusCode, string reason);

    [LoggerMessage(1002, LogLevel.Error, "Exchange {ExchangeId}: {Method} failed in a way that nobody foresaw")]
    public static partial void Unforeseen(ILogger log, Exception exception, string exchangeId, string method);

    [LoggerMessage(1003, LogLevel.Error, "Exchange {ExchangeId}: {Method} cannot be recorded")]
    public static partial void NotRecorded(ILogger log, Exception exception, string exchangeId, string method);
}
