namespace Vamos.Adapters.Mds.Drops;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Quarantine;
using Vamos.Common.V1;

/// <summary>The ministry's nightly files: what other bodies and the interviewers send it as lists.</summary>
public sealed class MdsDrops : IInstitutionAdapter, IChangeSource, IDisposable
{
    private const int PeoplePerReading = 500;

    private readonly DropRoom _room;

    /// <param name="settings">Where the files come in.</param>
    /// <param name="services">The host's.</param>
    public MdsDrops(DropSettings settings, IServiceProvider services) => _room = new DropRoom(
        settings,
        Layouts,
        services.GetRequiredService<QuarantineStore>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<DropRoom>>());

    /// <summary>The forms of all the files.</summary>
    public static IReadOnlyList<DropLayout> Layouts { get; } = [.. FactLayouts, .. MdsListFiles.WithoutFact];

    /// <summary>Those of which facts are made.</summary>
    internal static IReadOnlyList<DropLayout> FactLayouts =>
    [
        MdsListFiles.Dead, MdsListFiles.Employed, MdsListFiles.Retired, MdsListFiles.Candidates, MdsFormFiles.Households, MdsFormFiles.Members,
    ];

    /// <summary>Where the files are followed; tests look into the inbox by it when they want to.</summary>
    public DropRoom Room => _room;

    /// <inheritdoc />
    public DescribeResponse Describe() => new()
    {
        Institution = MdsProvenance.Institution,
        DisplayName = "Ministerio de Desarrollo Social",
        AdapterVersion = typeof(MdsDrops).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = PeoplePerReading,
        WatchesChanges = true,
        OfferedFacts =
        {
            FactLayouts.SelectMany(layout => layout.Kinds.Select(kind => (kind, layout))).DistinctBy(offer => offer.kind).Select(offer => new OfferedFact
            {
                Kind = offer.kind,
                System = MdsDropsAnswer.SystemOf(offer.layout),
                Freshness = Duration.FromTimeSpan(TimeSpan.FromDays(1)),
                TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(10)),
            }),
        },
    };

    /// <inheritdoc />
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _room.Open();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        using var reading = _room.Read();
        // Nobody is unknown to files that never came.
        if (FactLayouts.Where(layout => layout.Kinds.ContainsAny(kinds)).All(layout => !reading.Has(layout)))
            throw new LegacySystemException("no nightly file of the kinds asked for has been accepted yet");
        var answer = new MdsDropsAnswer(reading, people, kinds);
        return Task.FromResult<IReadOnlyList<PersonRecords>>([.. people.Select(answer.For)]);
    }

    /// <inheritdoc />
    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) => Task.FromResult(_room.ReadChanges(position));

    /// <inheritdoc />
    public Task RunAsync(CancellationToken cancellationToken) => _room.RunAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _room.Dispose();
}
