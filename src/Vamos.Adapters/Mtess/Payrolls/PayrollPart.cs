namespace Vamos.Adapters.Mtess.Payrolls;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Quarantine;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The payrolls that employers send to the register, as the ministry drops them.</summary>
internal sealed class PayrollPart(DropSettings settings, QuarantineStore quarantine, TimeProvider time, ILogger<DropRoom> logger)
    : IInstitutionAdapter, IChangeSource, IDisposable
{
    private const int PeoplePerReading = 500;
    private const int DaysOfAMonth = 31;

    /// <summary>Where the files are followed.</summary>
    public DropRoom Room { get; } = new(settings, PayrollLayouts.All, quarantine, time, logger);

    public DescribeResponse Describe() => new()
    {
        Institution = MtessProvenance.Institution,
        DisplayName = MtessProvenance.DisplayName,
        AdapterVersion = typeof(PayrollPart).Assembly.GetName().Version?.ToString(3) ?? "",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = PeoplePerReading,
        WatchesChanges = true,
        OfferedFacts =
        {
            new OfferedFact
            {
                Kind = FactKind.Employment,
                System = MtessProvenance.Payrolls,
                Freshness = Duration.FromTimeSpan(TimeSpan.FromDays(DaysOfAMonth)),
                TypicalLatency = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(10)),
            },
        },
    };

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        Room.Open();
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds kinds, CancellationToken cancellationToken)
    {
        using var reading = Room.Read();

        // Employers of one generation need not send the other; but nobody is unknown to payrolls that never came.
        if (!PayrollLayouts.All.Any(reading.Has))
            throw new LegacySystemException("no payroll has been accepted yet");
        var answer = new PayrollAnswer(reading, people);
        return Task.FromResult<IReadOnlyList<PersonRecords>>([.. people.Select(answer.For)]);
    }

    public Task<ChangePage> ReadChangesAsync(string? position, CancellationToken cancellationToken) => Task.FromResult(Room.ReadChanges(position));

    public Task RunAsync(CancellationToken cancellationToken) => Room.RunAsync(cancellationToken);

    public void Dispose() => Room.Dispose();
}
