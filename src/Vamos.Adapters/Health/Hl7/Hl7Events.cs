namespace Vamos.Adapters.Health.Hl7;

using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Hl7.Store;
using Vamos.Adapters.Hl7.Mllp;
using Vamos.Adapters.Quarantine;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// The health ministry's HL7 v2 events: patients registered, corrected, merged and dead, and vaccinations, as hospitals and vaccination posts send
/// them over MLLP or as files. What they told is kept here and answered from here; no legacy system is asked.
/// </summary>
public sealed class Hl7Events : IInstitutionAdapter, IChangeSource, IAsyncDisposable
{
    private readonly Hl7Settings _settings;
    private readonly QuarantineStore _quarantine;
    private readonly Hl7Metrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<Hl7Events> _logger;
    private readonly EventFeed _feed;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EventStore? _store;
    private Hl7Receiver? _receiver;
    private MllpListener? _listener;

    private Hl7Events(Hl7Settings settings, QuarantineStore quarantine, Hl7Metrics metrics, TimeProvider time, ILogger<Hl7Events> logger)
    {
        _settings = settings;
        _quarantine = quarantine;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _feed = new EventFeed(settings.Store);
    }

    /// <summary>The port on which messages are listened for, once open; null when only files are taken.</summary>
    public int? Port => _listener?.Port;

    /// <summary>Commits of the store so far.</summary>
    internal long Commits => _store?.Commits ?? 0;

    /// <summary>Makes the part, for the adapter of the ministry.</summary>
    public static Func<IServiceProvider, IInstitutionAdapter> With(Hl7Settings settings) => services => new Hl7Events(
        settings,
        services.GetRequiredService<QuarantineStore>(),
        new Hl7Metrics(services.GetRequiredService<IMeterFactory>()),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<Hl7Events>>());

    /// <inheritdoc />
    public DescribeResponse Describe() => new()
    {
        Institution = HealthProvenance.Institution,
        DisplayName = HealthProvenance.DisplayName,
        AdapterVersion = typeof(Hl7Events).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = _settings.BatchSize,
        WatchesChanges = true,
        OfferedFacts = { Offer(FactKind.Person), Offer(FactKind.Immunization) },
    };

    /// <inheritdoc />
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _store ??= EventStore.Open(_settings, _time, _logger);
        _receiver ??= new Hl7Receiver(_settings, _store, _quarantine, _metrics, _time, _logger);
        if (_settings.Listen is { } endPoint && _listener is null)
            _listener = Bind(new MllpSettings
            {
                Listen = endPoint,
                MaxConnections = _settings.MaxConnections,
                IdleTimeout = _settings.IdleTimeout,
                MessageBytes = _settings.Limits.MessageBytes,
                Tls = _settings.Tls is { } identity ? () => identity.Current.ServerOptions() : null,
            });
        _opened.TrySetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The host begins this before the store can be opened.
        await _opened.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_receiver is not { } receiver || cancellationToken.IsCancellationRequested)
            return;
        var listening = _listener?.RunAsync(cancellationToken) ?? Task.CompletedTask;
        var looking = _settings.Inbox is { } inbox
            ? new Hl7Inbox(inbox, _settings, receiver, _time, _logger).RunAsync(cancellationToken)
            : Task.CompletedTask;
        await Task.WhenAll(listening, looking);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(
        IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        if (_store is null)
            throw new LegacySystemException("the store of HL7 events has not been opened");
        var cedulas = JsonSerializer.Serialize(people.Select(person => person.ToText()));
        var known = await KnownPatients.ReadAsync(_settings.Store, cedulas, kinds.Contains(FactKind.Immunization), cancellationToken);
        var answer = new Hl7Answer(known, kinds);
        return [.. people.Select(answer.For)];
    }

    /// <inheritdoc />
    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) =>
        _store is null
            ? throw new LegacySystemException("the store of HL7 events has not been opened")
            : _feed.ReadAsync(position, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        if (_store is not null)
            await _store.DisposeAsync();
        _metrics.Dispose();
    }

    // What an institution sent is here within the second; when it sends is its own affair.
    private static OfferedFact Offer(FactKind kind) => new()
    {
        Kind = kind,
        System = Hl7Answer.System,
        Freshness = new Duration(),
        TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(5)),
    };

    private MllpListener Bind(MllpSettings settings)
    {
        var listener = new MllpListener(settings, _receiver!, _logger);
        try
        {
            listener.Bind();
            _settings.Listening?.Invoke(new IPEndPoint(settings.Listen.Address, listener.Port));
            return listener;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new LegacySystemException($"the port for HL7 messages cannot be listened on ({e.SocketErrorCode})", e);
        }
    }
}
