namespace Vamos.Sandbox.Institutions;

using Vamos.Adapters;
using Vamos.Sandbox.LegacySystems;

/// <summary>An institution of the sandbox: its legacy systems, running, and the adapter that reads them.</summary>
/// <param name="Code">Code of the institution.</param>
/// <param name="Systems">Its legacy systems.</param>
/// <param name="Adapter">Makes the adapter, for the host.</param>
internal sealed record SimulatedInstitution(string Code, IReadOnlyList<ISimulatedSystem> Systems, Func<IServiceProvider, IInstitutionAdapter> Adapter);
