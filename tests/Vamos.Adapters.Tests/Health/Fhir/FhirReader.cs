namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Health.Fhir;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Tests.Lab;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The FHIR part as the host would have it, without the host.</summary>
public sealed class FhirReader : IDisposable
{
    public static readonly FactKinds Everything =
        FactKinds.Of(FactKind.Person, FactKind.Immunization, FactKind.Coverage, FactKind.Pregnancy, FactKind.Nutrition);

    private readonly ServiceProvider _services;

    public FhirReader(FhirSettings settings, TimeProvider? time = null)
    {
        _services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logging => logging.AddProvider(Logs))
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(provider => new QuarantineStore(
                "mspbs",
                null,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<IMeterFactory>(),
                provider.GetRequiredService<ILogger<QuarantineStore>>()))
            .BuildServiceProvider();
        Part = (FhirAdapter)FhirAdapter.With(settings)(_services);
    }

    public CapturedLogs Logs { get; } = new();

    public FhirAdapter Part { get; }

    public QuarantineStore Quarantine => _services.GetRequiredService<QuarantineStore>();

    public static NationalId Id(int number, string letter = "") => new() { Number = $"{number}", Letter = letter };

    public async Task<FhirReader> OpenedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Part.OpenAsync(limit.Token);
        return this;
    }

    public async Task<PersonRecords> AskAsync(int number, string letter = "", FactKinds? kinds = null) =>
        (await AskAsync([Id(number, letter)], kinds))[0];

    public async Task<IReadOnlyList<PersonRecords>> AskAsync(IReadOnlyList<NationalId> people, FactKinds? kinds = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await Part.GetRecordsAsync(people, kinds ?? Everything, limit.Token);
    }

    public async Task<ChangePage> ChangesAsync(string? position)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await Part.ReadChangesAsync(position, limit.Token);
    }

    public void Dispose()
    {
        Part.Dispose();
        _services.Dispose();
    }
}
