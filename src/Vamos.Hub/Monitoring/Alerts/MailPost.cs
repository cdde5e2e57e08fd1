namespace Vamos.Hub.Monitoring.Alerts;

using System.Globalization;
using System.Net;
using System.Net.Mail;
using Vamos.Hub.Configuration;

/// <summary>Sends alerts by e-mail, in Spanish with the English below. One connection for each: they are few.</summary>
public sealed class MailPost(MailSettings settings)
{
    /// <summary>Hands one alert over.</summary>
    /// <exception cref="SmtpException">The server did not take it.</exception>
    public async Task DeliverAsync(Alert alert, CancellationToken cancellation)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UsesTls };
        if (settings.User is { } user)
            client.Credentials = new NetworkCredential(user, settings.Password);
        using var message = new MailMessage
        {
            From = new MailAddress(settings.From),
            Subject = SubjectOf(alert),
            Body = BodyOf(alert),
        };
        foreach (var recipient in settings.To)
            message.To.Add(recipient);
        await client.SendMailAsync(message, cancellation);
    }

    private static string SubjectOf(Alert alert)
    {
        var what = alert.ClearedAt is not null ? "Resuelta" : alert.Signal.Severity == AlertSeverity.Critical ? "CRÍTICA" : "Advertencia";
        var about = alert.Signal.Subject.Length == 0 ? "" : $" ({alert.Signal.Subject})";
        return $"[Vamos] {what}: {alert.Signal.Code}{about}";
    }

    private static string BodyOf(Alert alert) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            {alert.Signal.Spanish}
            {alert.Signal.English}

            Desde / since: {alert.RaisedAt:u}
            {(alert.ClearedAt is { } cleared ? $"Hasta / until: {cleared:u}" : "")}
            """).TrimEnd() + "\n";
}
