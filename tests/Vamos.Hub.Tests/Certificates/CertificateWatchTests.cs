namespace Vamos.Hub.Tests.Certificates;

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Certificates;
using Vamos.Hosting.Certificates;

public sealed class CertificateWatchTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vamos-watch-");
    private readonly SteppedClock _time = new();
    private readonly CertificateFolder _folder;
    private readonly TlsIdentitySource _source;
    private readonly Lines _lines = new();
    private readonly ServiceProvider _services;

    public CertificateWatchTests()
    {
        _folder = CertificateFolder.Open(_directory.FullName, _time);
        _folder.Ensure(["hub"], TimeSpan.FromDays(60), TimeSpan.FromDays(1));
        _folder.RevokeSerial("0A", TimeSpan.FromDays(20));
        _source = _folder.OpenIdentity("hub");
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_lines)).AddMetrics().AddSingleton<TimeProvider>(_time);
        services.AddCertificates(_source);
        _services = services.BuildServiceProvider();
    }

    private CertificateWatch Watch => _services.GetRequiredService<CertificateWatch>();

    public void Dispose()
    {
        _services.Dispose();
        _source.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void Each_stage_of_the_end_is_said_once()
    {
        for (var day = 0; day < 62; day++, _time.Now = _time.Now.AddDays(1))
        {
            Watch.Look();
            Watch.Look();
        }

        Assert.Equal(
            ["expires-within-30-days", "expires-within-7-days", "expires-within-1-day", "expired"],
            _lines.All.Where(line => line.Id == 104).Select(line => line.Text.Split(',')[2].Split(':')[0].Trim()));
        Assert.Contains("should have been replaced", Assert.Single(_lines.All, line => line.Id == 105).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Gauge_tells_the_seconds_until_the_end()
    {
        _ = Watch;
        var seen = new ConcurrentBag<(double Seconds, string? Institution)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "vamos.certificate.expiry" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => seen.Add((value, tags[0].Value as string)));
        listener.Start();

        listener.RecordObservableInstruments();

        var (seconds, institution) = Assert.Single(seen);
        Assert.Equal("hub", institution);
        Assert.InRange(seconds, TimeSpan.FromDays(59.9).TotalSeconds, TimeSpan.FromDays(60).TotalSeconds);
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(int Id, string Text)> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue((eventId.Id, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
