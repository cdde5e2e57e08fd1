namespace Vamos.Hub.Monitoring.Alerts.Checks;

using Vamos.Certificates;
using Vamos.Hub.Audit;
using Vamos.Hub.Caching;
using Vamos.Hub.Sources;

/// <summary>Trouble with what the hub itself stands on: its certificates, its log, its disk, its cache.</summary>
internal static class PlantChecks
{
    /// <summary>A certificate expires soon.</summary>
    public static AlertCheck Certificates(TlsIdentitySource tls, SourceRegistry sources, int days) => new("certificate-expiring", TimeSpan.Zero, now =>
        from certificate in sources.All.Select(source => tls.PresentedBy(source.Institution)).OfType<PresentedCertificate>()
            .Select(presented => (presented.Institution, presented.NotAfter)).Prepend((tls.Institution, tls.State.NotAfter))
        let left = certificate.NotAfter - now
        where left < TimeSpan.FromDays(days)
        select new AlertSignal(
            "certificate-expiring",
            certificate.Institution,
            left < TimeSpan.FromDays(7) ? AlertSeverity.Critical : AlertSeverity.Warning,
            left < TimeSpan.Zero ? $"El certificado de {certificate.Institution} venció." : $"El certificado de {certificate.Institution} vence en {(int)left.TotalDays} días.",
            left < TimeSpan.Zero ? $"The certificate of {certificate.Institution} has expired." : $"The certificate of {certificate.Institution} expires in {(int)left.TotalDays} days."));

    /// <summary>The exchange log does not take records, or its disk is nearly full.</summary>
    public static AlertCheck Log(AuditLog log) => new("exchange-log", TimeSpan.Zero, _ => log.Health is { Healthy: false } health
        ? [new AlertSignal("exchange-log", "", AlertSeverity.Critical, $"El registro de intercambios tiene un problema: {health.Reason}", $"The exchange log is in trouble: {health.Reason}")]
        : []);

    /// <summary>The log cannot be signed.</summary>
    public static AlertCheck Checkpoints(AuditLog log, TimeSpan after) => new("checkpoint-not-sealed", TimeSpan.Zero, now => now - log.SealedAt > after
        ? [new AlertSignal("checkpoint-not-sealed", "", AlertSeverity.Critical, "No se firma ningún punto de control: no se pueden emitir comprobantes.", "No checkpoint is signed: receipts cannot be given.")]
        : []);

    /// <summary>Redis is configured and not there, or feeds of changes are not heard.</summary>
    public static AlertCheck Cache(PersonCache cache) => new("cache-disconnected", TimeSpan.FromSeconds(2), _ => cache.State is { HasRedis: true, UsesRedis: false }
        ? [new AlertSignal("cache-disconnected", "", AlertSeverity.Warning, "La memoria compartida (Redis) no responde; cada nodo guarda solo lo suyo.", "The shared cache (Redis) does not answer; each hub keeps its own only.")]
        : []);
}
