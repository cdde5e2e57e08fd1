namespace Vamos.Sandbox.Institutions;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mds;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>The Ministry of Social Development.</summary>
internal static class MdsInstitution
{
    public static async Task<SimulatedInstitution> StartAsync(SandboxOptions options, SimulatedPopulation population, CancellationToken cancellation)
    {
        // Other people may be in the registers than at the last start, so nothing of the files is kept.
        var folder = Path.GetFullPath(Path.Combine(options.Directory, "mds"));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var database = await MdsDatabaseSystem.StartAsync(Path.Combine(options.Directory, "mds.db"), population, TimeProvider.System, cancellation);
        var inbox = Path.Combine(folder, "inbox");
        var files = await NightlyFiles.StartAsync(inbox, population, cancellation);
        var settings = new MdsSettings
        {
            ConnectionString = database.ConnectionString,
            Drops = new DropSettings { Inbox = inbox, Store = Path.Combine(folder, "files.db"), PollInterval = TimeSpan.FromSeconds(0.5) },
        };
        return new SimulatedInstitution("mds", [database, files], MdsAdapter.With(settings))
        {
            HasReceived = token => SimulatedInstitution.FilesTakenAsync(inbox, token),
        };
    }
}
