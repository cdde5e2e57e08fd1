namespace Vamos.LoadTest.Adapters;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vamos.Adapters;
using Vamos.Adapters.Mds;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;
using Vamos.Testing;

/// <summary>The adapters that can be measured, by name, each with its legacy systems. A new one adds a line.</summary>
internal static class MeasuredAdapters
{
    private static readonly Dictionary<string, Func<string, SimulatedPopulation, Task<MeasuredAdapter>>> All = new()
    {
        ["mds-sqlite"] = async (folder, population) =>
        {
            var settings = new MdsSettings { ConnectionString = $"Data Source={Path.Combine(folder, "mds.db")}" };
            await LoadAsync(new SqliteConnection(settings.ConnectionString), population);
            return new MeasuredAdapter("mds", MdsAdapter.With(settings));
        },
        ["mds-postgresql"] = async (_, population) =>
        {
            var server = new PostgresServer();
            var settings = new MdsSettings { Provider = "postgresql", ConnectionString = server.ConnectionString };
            await LoadAsync(new NpgsqlConnection(settings.ConnectionString), population);
            return new MeasuredAdapter("mds", MdsAdapter.With(settings), server);
        },
    };

    /// <summary>Those whose name begins so; all when there is no name.</summary>
    public static IEnumerable<(string Name, Func<string, SimulatedPopulation, Task<MeasuredAdapter>> Start)> Of(string? name) =>
        All.Where(entry => name is null || entry.Key.StartsWith(name, StringComparison.Ordinal)).Select(entry => (entry.Key, entry.Value));

    private static async Task LoadAsync(DbConnection connection, SimulatedPopulation population)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await MdsLegacyDatabase.LoadAsync(connection, population, CancellationToken.None);
        }
    }
}

/// <summary>An adapter to be measured.</summary>
/// <param name="Institution">Its institution.</param>
/// <param name="Adapter">Makes it, for the host.</param>
/// <param name="System">The legacy system that ends with it, if it is not a file.</param>
internal sealed record MeasuredAdapter(string Institution, Func<IServiceProvider, IInstitutionAdapter> Adapter, IDisposable? System = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        System?.Dispose();
        return ValueTask.CompletedTask;
    }
}
