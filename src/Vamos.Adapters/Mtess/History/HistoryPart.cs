namespace Vamos.Adapters.Mtess.History;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Soap;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>Workers' histories, asked from the ministry's service whenever the hub asks.</summary>
internal sealed class HistoryPart : IInstitutionAdapter, IChangeSource, IDisposable
{
    private readonly HistorySettings _settings;
    private readonly QuarantineStore _quarantine;
    private readonly ILogger<HistoryPart> _logger;
    private readonly SoapClient _client;
    private readonly HistoryService _service;

    public HistoryPart(HistorySettings settings, QuarantineStore quarantine, TimeProvider time, ILogger<HistoryPart> logger)
    {
        _settings = settings;
        _quarantine = quarantine;
        _logger = logger;
        _client = new SoapClient(settings.Soap, time);
        _service = new HistoryService(_client, time);
    }

    public DescribeResponse Describe() => new()
    {
        Institution = MtessProvenance.Institution,
        DisplayName = MtessProvenance.DisplayName,
        AdapterVersion = typeof(HistoryPart).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = _settings.BatchSize,
        WatchesChanges = true,
        OfferedFacts =
        {
            new OfferedFact
            {
                Kind = FactKind.Employment,
                System = MtessProvenance.History,
                Freshness = new Duration(),
                TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(300)),
            },
        },
    };

    // The present position is the smallest thing that the service can be asked, and nobody's.
    public Task OpenAsync(CancellationToken cancellationToken) => ReadChangesAsync(null, cancellationToken);

    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var sets = people.DistinctBy(person => person.ToText()).Chunk(_settings.BatchSize);
        var answers = await Task.WhenAll(sets.Select(some => _service.AskAsync(some, cancellationToken)));
        var workers = answers.SelectMany(answer => answer).ToDictionary();
        foreach (var (key, issues) in workers.Values.SelectMany(worker => worker?.SetAside ?? []))
            _quarantine.SetAside(new SetAsideRow(MtessProvenance.History, key, issues));
        return [.. people.Select(person => workers.TryGetValue(person.ToText(), out var worker) ? RecordsOf(person, worker) : LeftOut(person))];
    }

    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) =>
        _service.ReadChangesAsync(position, SetAside, cancellationToken);

    public void Dispose() => _client.Dispose();

    private static PersonRecords RecordsOf(NationalId person, Worker? worker) =>
        worker?.ToRecords(person) ?? new PersonRecords { NationalId = person, Found = false };

    // Not found, with an issue: nobody can tell whether the person is known, and the host says so.
    private static PersonRecords LeftOut(NationalId person)
    {
        var notes = new EmploymentNotes(MtessProvenance.History, "");
        notes.Note("trabajador", "the service left the person out of its answer");
        return new PersonRecords { NationalId = person, Found = false, Issues = { notes.Issues } };
    }

    private void SetAside(string position)
    {
        MtessLog.ChangeOfNobody(_logger);
        var notes = new EmploymentNotes(HistoryNames.Changes, position);
        notes.Note("documento", "names nobody who can be read");
        _quarantine.SetAside(new SetAsideRow(HistoryNames.Changes, position, notes.Issues));
    }
}
