namespace Vamos.Hosting.Certificates;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vamos.Certificates;

/// <summary>Follows the certificate files as long as the process runs, and tells the operator about them: in the log and in a metric.</summary>
public sealed class CertificateWatch : BackgroundService
{
    /// <summary>Name of the meter of the gauge <c>vamos.certificate.expiry</c>.</summary>
    public const string MeterName = "Vamos.Certificates";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly TlsIdentitySource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ExpiryNotices _notices = new();
    private DateTimeOffset? _overdue;
    private string? _revoked;

    /// <summary>Made by the host.</summary>
    public CertificateWatch(TlsIdentitySource source, TimeProvider time, IMeterFactory meters, ILogger<CertificateWatch> log)
    {
        (_source, _time, _log) = (source, time, log);
        meters.Create(MeterName).CreateObservableGauge(
            "vamos.certificate.expiry", Measure, "s", "Seconds until the end of our certificate, and of those that adapters presented last");
    }

    /// <summary>Looks once whether there is something to say about ends and lists. The host does it every minute.</summary>
    public void Look()
    {
        var state = _source.State;
        Look(_source.Institution, state.SerialNumber, state.NotAfter);
        foreach (var presented in _source.Presented)
            Look(presented.Institution, presented.SerialNumber, presented.NotAfter);

        if (state.Revocations is { Overdue: true } lists && _overdue != lists.NextUpdate)
            CertificatesLog.RevocationsOverdue(_log, lists.File, _overdue = lists.NextUpdate);
        if (state.Revoked && _revoked != state.SerialNumber)
            CertificatesLog.OwnRevoked(_log, _revoked = state.SerialNumber);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _source.Changed += Tell;
        try
        {
            await Task.WhenAll(_source.FollowAsync(stoppingToken), LookAsync(stoppingToken));
        }
        finally
        {
            _source.Changed -= Tell;
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Look();
            await Task.Delay(LookEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look(string institution, string serialNumber, DateTimeOffset notAfter)
    {
        var expiry = CertificateExpiries.Of(notAfter, _time.GetUtcNow());
        if (_notices.IsNew(institution, serialNumber, expiry))
            CertificatesLog.Expires(_log, institution, serialNumber, expiry.Word(), notAfter);
    }

    private void Tell(object? sender, TlsIdentityChange change)
    {
        Action<ILogger, string> tell = change.Kind switch
        {
            TlsIdentityChangeKind.IdentityLoaded => CertificatesLog.IdentityLoaded,
            TlsIdentityChangeKind.IdentityRefused => CertificatesLog.IdentityRefused,
            TlsIdentityChangeKind.RevocationsLoaded => CertificatesLog.RevocationsLoaded,
            _ => CertificatesLog.RevocationsRefused,
        };
        tell(_log, change.Message);
    }

    private IEnumerable<Measurement<double>> Measure()
    {
        yield return Until(_source.Institution, _source.State.NotAfter);
        foreach (var presented in _source.Presented)
            yield return Until(presented.Institution, presented.NotAfter);
    }

    private Measurement<double> Until(string institution, DateTimeOffset notAfter) =>
        new((notAfter - _time.GetUtcNow()).TotalSeconds, new KeyValuePair<string, object?>("institution", institution));
}

/// <summary>Registration.</summary>
public static class CertificateServices
{
    /// <summary>Adds an identity that is followed while the host runs.</summary>
    public static void AddCertificates(this IServiceCollection services, TlsIdentitySource source)
    {
        services.AddSingleton(source);
        services.AddSingleton<CertificateWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<CertificateWatch>());
    }
}
