namespace Vamos.Hub.Referrals;

using Microsoft.Extensions.Logging;

/// <summary>Log events of the room Referrals: 8000 to 8099.</summary>
internal static partial class ReferralsLog
{
    [LoggerMessage(8000, LogLevel.Information, "{Expired} referrals have expired, {Reminded} reminders were given")]
    public static partial void Swept(ILogger log, int expired, int reminded);

    [LoggerMessage(8001, LogLevel.Error, "The deadlines of referrals cannot be looked after; it is tried again every second")]
    public static partial void NotSwept(ILogger log, Exception exception);
}
