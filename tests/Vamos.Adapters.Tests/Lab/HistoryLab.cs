namespace Vamos.Adapters.Tests.Lab;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mtess.History;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Soap;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The part that asks for workers' histories, pointed at some service.</summary>
internal sealed class HistoryLab : IAsyncDisposable
{
    private static readonly FactKinds Employment = FactKinds.Of(FactKind.Employment);

    private readonly ServiceProvider _services;

    private HistoryLab(SoapSettings soap, int batchSize, TimeProvider time)
    {
        _services = new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(Logs)).BuildServiceProvider();
        Quarantine = new QuarantineStore(
            "mtess", null, TimeProvider.System, _services.GetRequiredService<IMeterFactory>(), _services.GetRequiredService<ILogger<QuarantineStore>>());
        Part = new HistoryPart(
            new HistorySettings { Soap = soap, BatchSize = batchSize }, Quarantine, time, _services.GetRequiredService<ILogger<HistoryPart>>());
    }

    public static HistoryLab For(SoapSettings soap, int batchSize = 100, TimeProvider? time = null) => new(soap, batchSize, time ?? TimeProvider.System);

    public CapturedLogs Logs { get; } = new();

    public QuarantineStore Quarantine { get; }

    public HistoryPart Part { get; }

    public Task<IReadOnlyList<PersonRecords>> AskAsync(params NationalId[] people) =>
        Part.GetRecordsAsync(people, Employment, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    public async Task<PersonRecords> AskAsync(int number, string letter = "") => (await AskAsync(Id(number, letter)))[0];

    public static NationalId Id(int number, string letter = "") => new() { Number = $"{number}", Letter = letter };

    public ValueTask DisposeAsync()
    {
        Part.Dispose();
        Quarantine.Dispose();
        return _services.DisposeAsync();
    }
}
