namespace Vamos.Adapters.Tests.Lab;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>A legacy system that says what a test tells it to say.</summary>
public sealed class ScriptedSystem(string name, params FactKind[] offered) : IInstitutionAdapter, IChangeSource
{
    private readonly List<RecordChange> _changes = [];

    public Dictionary<string, PersonRecords> People { get; } = [];

    public bool IsDown { get; set; }

    public Task? HangsUntil { get; set; }

    public bool Watches { get; init; } = true;

    public int OldestPosition { get; set; }

    public List<int> BatchSizes { get; } = [];

    public DescribeResponse Describe() => new()
    {
        Institution = "mds",
        DisplayName = "Prueba",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = 50,
        WatchesChanges = Watches,
        OfferedFacts = { offered.Select(kind => new OfferedFact { Kind = kind, System = name, Freshness = new Duration(), TypicalLatency = new Duration() }) },
    };

    public Task OpenAsync(CancellationToken cancellationToken) => IsDown ? throw new LegacySystemException($"{name} is down") : Task.CompletedTask;

    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        if (HangsUntil is not null)
            await HangsUntil.WaitAsync(cancellationToken);
        if (IsDown)
            throw new LegacySystemException($"{name} is down");
        BatchSizes.Add(people.Count);
        return [.. people.Select(id => People.TryGetValue(id.Number, out var records) ? records.Clone() : new PersonRecords { NationalId = id })];
    }

    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new LegacySystemException($"{name} is down");
        lock (_changes)
        {
            if (position is null)
                return Task.FromResult(new ChangePage([], $"{_changes.Count}"));
            if (!int.TryParse(position, out var seen) || seen > _changes.Count)
                throw new ChangePositionException("not a position", isTooOld: false);
            if (seen < OldestPosition)
                throw new ChangePositionException("too old", isTooOld: true);
            RecordChange[] page = [.. _changes.Skip(seen).Take(2)];
            return Task.FromResult(new ChangePage(page, $"{seen + page.Length}", More: seen + page.Length < _changes.Count));
        }
    }

    public void Change(int number)
    {
        lock (_changes)
            _changes.Add(new RecordChange(new NationalId { Number = $"{number}" }, FactKinds.Of(offered), DateTimeOffset.UtcNow, $"{_changes.Count + 1}"));
    }

    /// <summary>Makes a person known.</summary>
    public PersonRecords Knows(string number)
    {
        var records = new PersonRecords { NationalId = new NationalId { Number = number }, Found = true };
        People[number] = records;
        return records;
    }

    public Provenance Provenance() => new() { Institution = "mds", System = name };
}
