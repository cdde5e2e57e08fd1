namespace Vamos.Hosting.Telemetry;

using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

/// <summary>Sends what is measured and traced to a collector, beside the text for Prometheus, which needs none of it.</summary>
public sealed class OtlpExport(TelemetrySettings settings, string service, string version) : IHostedService
{
    private const int MetricsEveryMilliseconds = 10_000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Collector is not { } collector)
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateEmpty().AddService(service, serviceNamespace: "vamos", serviceVersion: version);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TracedPercent / 100.0)))
            .AddSource("Vamos.*")
            .AddOtlpExporter(export => Address(export, new Uri(collector, "/v1/traces")))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Vamos.*", "System.Runtime")
            .AddOtlpExporter((export, reader) =>
            {
                Address(export, new Uri(collector, "/v1/metrics"));
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = MetricsEveryMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        return Task.CompletedTask;
    }

    private static void Address(OtlpExporterOptions export, Uri address)
    {
        export.Protocol = OtlpExportProtocol.HttpProtobuf;
        export.Endpoint = address;
    }
}
