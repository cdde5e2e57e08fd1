namespace Vamos.Sandbox.Institutions;

using Vamos.Adapters;
using Vamos.Sandbox.LegacySystems;

/// <summary>An institution of the sandbox: its legacy systems, running, and the adapter that reads them.</summary>
/// <param name="Code">Code of the institution.</param>
/// <param name="Systems">Its legacy systems.</param>
/// <param name="Adapter">Makes the adapter, for the host.</param>
internal sealed record SimulatedInstitution(string Code, IReadOnlyList<ISimulatedSystem> Systems, Func<IServiceProvider, IInstitutionAdapter> Adapter)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the adapter, which runs, has received what its systems send to it at first. Not for ever: one may misbehave.</summary>
    public Func<CancellationToken, Task> HasReceived { get; init; } = _ => Task.CompletedTask;

    /// <summary>Waits until the files of a folder have been taken.</summary>
    public static async Task FilesTakenAsync(string inbox, CancellationToken cancellation)
    {
        while (Directory.EnumerateFiles(inbox).Any())
            await Task.Delay(LookEvery, cancellation);
    }
}
