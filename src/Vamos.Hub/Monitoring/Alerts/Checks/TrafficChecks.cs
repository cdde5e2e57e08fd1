namespace Vamos.Hub.Monitoring.Alerts.Checks;

using System.Globalization;
using Vamos.Hub.Monitoring.Live;

/// <summary>Trouble in what goes through.</summary>
internal static class TrafficChecks
{
    // fewer exchanges say nothing about a share
    private const int LeastCalls = 50;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // the hub runs without the cultures of the system
    private static readonly NumberFormatInfo DecimalComma = new() { NumberDecimalSeparator = "," };

    /// <summary>Too many exchanges are refused or fail.</summary>
    public static AlertCheck Errors(LiveTraffic traffic, int percent) => new("error-rate", TimeSpan.FromSeconds(5), _ =>
    {
        var total = traffic.Since(Window).Total();
        var share = total.Calls == 0 ? 0 : 100.0 * total.Errors / total.Calls;
        if (total.Calls < LeastCalls || share < percent)
            return [];
        var most = total.ErrorsByReason.MaxBy(error => error.Value).Key;
        return
        [
            new AlertSignal(
                "error-rate",
                "",
                AlertSeverity.Critical,
                string.Create(DecimalComma, $"Falla o se rechaza el {share:0.0} % de los intercambios de los últimos 5 minutos; el motivo más frecuente es {most}."),
                string.Create(CultureInfo.InvariantCulture, $"{share:0.0} % of the exchanges of the last 5 minutes fail or are refused; the most frequent reason is {most}.")),
        ];
    });
}
