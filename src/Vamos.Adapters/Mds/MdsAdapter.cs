namespace Vamos.Adapters.Mds;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds.Changes;
using Vamos.Adapters.Mds.Drops;
using Vamos.Adapters.Mds.Sql;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Systems;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hosting.Settings;

/// <summary>
/// The Ministry of Social Development (MDS): its register of people, the household form and the rolls of its programmes, read from the relational
/// database that holds them.
/// </summary>
public sealed class MdsAdapter : IInstitutionAdapter, IChangeSource, IAsyncDisposable
{
    private readonly MdsSettings _settings;
    private readonly MdsDatabase _database;
    private readonly QuarantineStore _quarantine;
    private readonly TimeProvider _time;
    private readonly ILogger<MdsAdapter> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private MdsTables? _tables;
    private MdsChangeFeed? _changes;

    private MdsAdapter(MdsSettings settings, QuarantineStore quarantine, TimeProvider time, ILogger<MdsAdapter> logger)
    {
        _settings = settings;
        var problems = new List<string>();
        _database = settings.Open((key, problem) => problems.Add($"Mds:{key} {problem}")) ?? throw new SettingsException(problems);
        _quarantine = quarantine;
        _time = time;
        _logger = logger;
    }

    /// <summary>Done when every row that was there at the start has been tried once.</summary>
    public Task Survey { get; private set; } = Task.CompletedTask;

    /// <summary>Makes the adapter, for the host: the database, and the nightly files where there are any.</summary>
    public static Func<IServiceProvider, IInstitutionAdapter> With(MdsSettings settings) => settings.Drops is { } drops
        ? SeveralSystems.Of(Database(settings), services => new MdsDrops(drops, services))
        : Database(settings);

    private static Func<IServiceProvider, IInstitutionAdapter> Database(MdsSettings settings) => services => new MdsAdapter(
        settings,
        services.GetRequiredService<QuarantineStore>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<MdsAdapter>>());

    /// <inheritdoc />
    public DescribeResponse Describe() => new()
    {
        Institution = MdsProvenance.Institution,
        DisplayName = "Ministerio de Desarrollo Social",
        AdapterVersion = typeof(MdsAdapter).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = _settings.BatchSize,
        WatchesChanges = true,
        OfferedFacts =
        {
            Offer(FactKind.Person, "registro-personas"),
            MdsRolls.Systems.Select(system => Offer(FactKind.Enrollment, system)),
            Offer(FactKind.Household, "ficha-hogar"),
            Offer(FactKind.Coverage, "objeciones-pension"),
            Offer(FactKind.Retirement, "objeciones-pension"),
            Offer(FactKind.Disability, "registro-personas"),
            Offer(FactKind.Pregnancy, "ficha-hogar"),
            Offer(FactKind.Livestock, "ficha-hogar"),
        },
    };

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        MdsTables tables;
        IReadOnlyDictionary<string, MarkType> marks;
        await using (var connection = await _database.OpenAsync(cancellationToken))
        {
            var expected = MdsLists.Queries.Concat(new MdsTables(MdsLists.None).All.Select(table => (table.Name, table.Columns)));
            marks = await new MdsSchema(_database, connection, _settings.CommandTimeout).CheckAsync(expected, cancellationToken);
            tables = new MdsTables(await MdsLists.ReadAsync(_database, connection, cancellationToken));
        }

        await new MdsIndexes(_database, _settings.CreateIndexes, _logger).EnsureAsync(cancellationToken);
        _changes = new MdsChangeFeed(new ChangedRows(_database, marks), new ChangedPeople(_database, tables), tables.All, _settings.ChangeOverlap, _time);
        _tables = tables;
        var survey = new MdsSurvey(_database, tables, _quarantine, _logger);
        Survey = Task.Run(() => survey.RunAsync(_stopping.Token), CancellationToken.None);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        var tables = _tables ?? throw new LegacySystemException("it has not been opened");
        var reading = await MdsReading.ReadAsync(_database, tables, people, kinds, cancellationToken);
        foreach (var (table, row) in reading.Rows)
        {
            if (!row.IsSound)
                _quarantine.SetAside(new SetAsideRow(table, row.Key, row.Issues));
        }

        var answer = new MdsAnswer(reading, kinds);
        return [.. people.Select(answer.For)];
    }

    /// <inheritdoc />
    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) =>
        (_changes ?? throw new LegacySystemException("it has not been opened")).ReadAsync(position, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Survey.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _database.Dispose();
        _changes?.Dispose();
        _stopping.Dispose();
    }

    // The database is read directly, so nothing is older than the last clerk's entry.
    private static OfferedFact Offer(FactKind kind, string system) => new()
    {
        Kind = kind,
        System = system,
        Freshness = new Duration(),
        TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(20)),
    };
}
