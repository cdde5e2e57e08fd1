namespace Vamos.Adapters;

using Vamos.Adapters.Health;
using Vamos.Adapters.Hosting;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Mtess;

/// <summary>The adapters that this program has. A new institution adds a folder and a line here.</summary>
internal static class AdapterCatalogue
{
    public static IReadOnlyList<AdapterEntry> All { get; } =
    [
        new("mds", "Mds", section => MdsAdapter.With(MdsSettings.Read(section))),
        new("mtess", "Mtess", section => MtessAdapter.With(MtessSettings.Read(section))),
        new("mspbs", "Mspbs", section => HealthAdapter.With(HealthSettings.Read(section))),
    ];
}
