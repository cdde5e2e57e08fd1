namespace Vamos.Adapters.Mds;

using System.Collections.Frozen;
using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds.Drops;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Systems;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// The Ministry of Social Development (MDS): its register of people, the household form and the rolls of its programmes, read from the relational
/// database that holds them.
/// </summary>
public sealed class MdsAdapter : IInstitutionAdapter, IAsyncDisposable
{
    private readonly MdsSettings _settings;
    private readonly MdsDatabase _database;
    private readonly QuarantineStore _quarantine;
    private readonly TimeProvider _time;
    private readonly ILogger<MdsAdapter> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private MdsTables? _tables;

    private MdsAdapter(MdsSettings settings, QuarantineStore quarantine, TimeProvider time, ILogger<MdsAdapter> logger)
    {
        _settings = settings;
        _database = new MdsDatabase(settings);
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
        WatchesChanges = false,
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
        await using (var connection = await _database.OpenAsync(cancellationToken))
        {
            tables = new MdsTables(new MdsLists(
                await ReadListAsync(connection, "SELECT id_ubicacion, codigo_ubicacion FROM ubicacion", cancellationToken),
                await ReadListAsync(connection, "SELECT id_etnia_indigena, codigo_etnia_indigena FROM etnia_indigena", cancellationToken)));
        }

        string[] searched = [tables.Persons.Name, tables.Members.Name, MdsRolls.Tekopora.Name, .. MdsRolls.Others.Select(roll => roll.Name)];
        await new MdsIndexes(_database, _settings, _logger).EnsureAsync(searched, cancellationToken);
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
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Survey.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _database.DisposeAsync();
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

    private static async Task<FrozenDictionary<long, string>> ReadListAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var list = new Dictionary<long, string>();
            while (await reader.ReadAsync(cancellationToken))
                list[reader.GetInt64(0)] = reader.GetString(1).Trim();
            return list.ToFrozenDictionary();
        }
        catch (DbException e)
        {
            throw MdsDatabase.Unreadable(e);
        }
    }
}
