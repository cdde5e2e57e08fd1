namespace Vamos.Hub;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Hub.Audit;
using Vamos.Hub.Caching;
using Vamos.Hub.Configuration;
using Vamos.Hub.Exchange.Agreements;
using Vamos.Hub.Monitoring.Alerts;
using Vamos.Hub.Monitoring.Alerts.Checks;
using Vamos.Hub.Monitoring.Live;
using Vamos.Hub.Programmes;
using Vamos.Hub.Sources;
using Vamos.Trust.Agreements;

/// <summary>What the hub looks out for, and who is told. Composition: checks of rooms that do not know each other meet here.</summary>
internal static class HubAlerts
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UnsealedAfter = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddAlerts(this IServiceCollection services, HubSettings settings, TimeProvider time) => services
        .AddSingleton<AlertBook>()
        .AddHostedService(sp => new AlertWatch(
            [.. Checks(sp, settings, time)], sp.GetRequiredService<AlertBook>(), [.. Posts(sp, settings.Alerts, time)], time, sp.GetRequiredService<ILogger<AlertWatch>>()));

    private static IEnumerable<AlertCheck> Checks(IServiceProvider services, HubSettings settings, TimeProvider time)
    {
        var (sources, traffic, log) = (services.GetRequiredService<SourceRegistry>(), services.GetRequiredService<LiveTraffic>(), services.GetRequiredService<AuditLog>());
        var agreements = services.GetRequiredService<CurrentAgreements>();
        yield return SourceChecks.Down(sources, settings.Alerts.SourceAfter);
        yield return SourceChecks.BreakerOpen(sources);
        yield return SourceChecks.Slow(sources, traffic);
        yield return TrafficChecks.Errors(traffic, settings.Alerts.ErrorPercent);
        yield return PlantChecks.Certificates(settings.Tls, sources, settings.Alerts.CertificateDays);
        yield return PlantChecks.Log(log);
        yield return PlantChecks.Checkpoints(log, settings.Audit.Log.CheckpointInterval + UnsealedAfter);
        yield return PlantChecks.Cache(services.GetRequiredService<PersonCache>());
        yield return Quota(agreements, services.GetRequiredService<AgreementGate>(), settings.Alerts.QuotaPercent, time);
        yield return Documents(agreements, services.GetRequiredService<CurrentProgrammes>());
    }

    private static IEnumerable<AlertPost> Posts(IServiceProvider services, AlertSettings settings, TimeProvider time)
    {
        var log = services.GetRequiredService<ILogger<AlertPost>>();
        if (settings.Webhook is { } address)
            yield return new AlertPost("webhook", new WebhookPost(new HttpClient(), address, settings.WebhookSecret).DeliverAsync, FirstPause, time, log);
        if (settings.Mail is { } mail)
            yield return new AlertPost("mail server", new MailPost(mail).DeliverAsync, FirstPause, time, log);
    }

    private static AlertCheck Quota(CurrentAgreements agreements, AgreementGate gate, int percent, TimeProvider time) => new("quota-nearly-used", TimeSpan.Zero, _ =>
        from agreement in agreements.Book.Agreements.Values
        let used = gate.MeterOf(agreement.Id).CountOn(AgreementCalendar.Today(time))
        where used * 100 >= (long)agreement.Quota.PerDay * percent
        select new AlertSignal(
            "quota-nearly-used",
            agreement.Id,
            AlertSeverity.Warning,
            $"El convenio {agreement.Id} usó hoy {used} de {agreement.Quota.PerDay} consultas.",
            $"The agreement {agreement.Id} has used {used} of {agreement.Quota.PerDay} questions today."));

    private static AlertCheck Documents(CurrentAgreements agreements, CurrentProgrammes programmes) => new("documents-refused", TimeSpan.Zero, _ =>
    {
        var refused = new List<AlertSignal>();
        if (!agreements.State.IsCurrent)
            refused.Add(Refused("agreements", "Los convenios", "The agreements"));
        if (!programmes.IsCurrent)
            refused.Add(Refused("programmes", "Las reglas de los programas", "The rules of programmes"));
        return refused;

        static AlertSignal Refused(string subject, string spanish, string english) => new(
            "documents-refused",
            subject,
            AlertSeverity.Warning,
            $"{spanish} que están en la carpeta no se pueden usar; rigen los anteriores. Los errores están en el registro de eventos.",
            $"{english} in the folder cannot be used; the earlier ones stay in force. The errors are in the log.");
    });
}
