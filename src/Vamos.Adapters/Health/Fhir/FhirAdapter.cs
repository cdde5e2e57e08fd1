namespace Vamos.Adapters.Health.Fhir;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Quarantine;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// The part of the health ministry's adapter that reads its FHIR R4 server: patients, vaccinations, insurance, and what encounters tell of pregnancy
/// and nutrition.
/// </summary>
public sealed class FhirAdapter : IInstitutionAdapter, IChangeSource, IDisposable
{
    /// <summary>Its name in provenance.</summary>
    public const string System = "fhir";

    private readonly FhirSettings _settings;
    private readonly FhirClient _client;
    private readonly FhirSystem _server;
    private readonly FhirConformance _conformance;
    private readonly FhirChanges _changes;
    private readonly QuarantineStore _quarantine;
    private readonly TimeProvider _time;

    internal FhirAdapter(FhirSettings settings, QuarantineStore quarantine, TimeProvider time, ILogger<FhirAdapter> logger)
    {
        _settings = settings;
        _client = new FhirClient(settings, time);
        _server = new FhirSystem(
            settings, _client, new FhirSearch(_client, settings, logger), new FhirDirectory(_client, settings, time), logger);
        _conformance = new FhirConformance(_client, settings, logger);
        _changes = new FhirChanges(_server, time);
        _quarantine = quarantine;
        _time = time;
    }

    /// <summary>Makes the part, for the host.</summary>
    public static Func<IServiceProvider, IInstitutionAdapter> With(FhirSettings settings) => services => new FhirAdapter(
        settings,
        services.GetRequiredService<QuarantineStore>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<FhirAdapter>>());

    /// <inheritdoc />
    public DescribeResponse Describe() => new()
    {
        Institution = HealthProvenance.Institution,
        DisplayName = HealthProvenance.DisplayName,
        AdapterVersion = typeof(FhirAdapter).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = _settings.BatchSize,
        WatchesChanges = true,
        OfferedFacts =
        {
            Offer(FactKind.Person),
            Offer(FactKind.Immunization),
            Offer(FactKind.Coverage),
            Offer(FactKind.Pregnancy),
            Offer(FactKind.Nutrition),
        },
    };

    /// <inheritdoc />
    public Task OpenAsync(CancellationToken cancellationToken) => _conformance.CheckAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        ThrowIfUnfit();
        var reading = await FhirReading.ReadAsync(_server, people, kinds, cancellationToken);
        var answer = new FhirAnswer(reading, _settings, kinds);
        var answers = people.Distinct().ToDictionary(person => person, answer.For);
        foreach (var records in answers.Values.Where(records => records.Issues.Count != 0))
        {
            foreach (var record in records.Issues.GroupBy(issue => (Source: issue.RecordSource, Key: issue.RecordKey)))
                _quarantine.SetAside(new SetAsideRow(record.Key.Source, record.Key.Key, [.. record.DistinctBy(issue => (issue.Field, issue.Reason))]));
        }

        return [.. people.Select(person => answers[person])];
    }

    /// <inheritdoc />
    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken)
    {
        ThrowIfUnfit();
        return _changes.ReadAsync(position, cancellationToken);
    }

    /// <summary>Checks from time to time that the server is still one that is understood.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _conformance.WatchAsync(_time, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private void ThrowIfUnfit()
    {
        if (_conformance.Flaw is { } flaw)
            throw new LegacySystemException(flaw);
    }

    // The server is read directly, so nothing is older than its last entry.
    private static OfferedFact Offer(FactKind kind) => new()
    {
        Kind = kind,
        System = System,
        Freshness = new Duration(),
        TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200)),
    };
}
