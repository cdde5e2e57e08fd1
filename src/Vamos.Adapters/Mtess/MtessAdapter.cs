namespace Vamos.Adapters.Mtess;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mtess.History;
using Vamos.Adapters.Mtess.Payrolls;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Systems;

/// <summary>
/// The Ministry of Labour, Employment and Social Security (MTESS): who is employed by whom and at what salary, from its service of workers'
/// histories and from the payrolls of the employer-worker register. What both know stands side by side, each with its source.
/// </summary>
public static class MtessAdapter
{
    /// <summary>Makes the adapter, for the host.</summary>
    public static Func<IServiceProvider, IInstitutionAdapter> With(MtessSettings settings)
    {
        var parts = new List<Func<IServiceProvider, IInstitutionAdapter>>();
        if (settings.History is { } history)
        {
            parts.Add(services => new HistoryPart(
                history,
                services.GetRequiredService<QuarantineStore>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<HistoryPart>>()));
        }

        if (settings.Payrolls is { } payrolls)
        {
            parts.Add(services => new PayrollPart(
                payrolls,
                services.GetRequiredService<QuarantineStore>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<DropRoom>>()));
        }

        return SeveralSystems.Of(parts);
    }
}
