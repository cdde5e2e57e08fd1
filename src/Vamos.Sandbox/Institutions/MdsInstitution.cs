namespace Vamos.Sandbox.Institutions;

using Microsoft.Data.Sqlite;
using Vamos.Adapters.Mds;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;

/// <summary>The Ministry of Social Development.</summary>
internal static class MdsInstitution
{
    public static async Task<SimulatedInstitution> StartAsync(SandboxOptions options, SimulatedPopulation population, CancellationToken cancellation)
    {
        var file = Path.GetFullPath(Path.Combine(options.Directory, "mds.db"));
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();
        await using (var connection = new SqliteConnection(connectionString))
        {
            await connection.OpenAsync(cancellation);
            await MdsLegacyDatabase.LoadAsync(connection, population, cancellation);
        }

        return new SimulatedInstitution("mds", [], MdsAdapter.With(new MdsSettings { ConnectionString = connectionString }));
    }
}
