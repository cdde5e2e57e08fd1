namespace Vamos.LoadTest.Adapters;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vamos.Adapters;
using Vamos.Adapters.Health;
using Vamos.Adapters.Health.Fhir;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Mtess;
using Vamos.Adapters.Mtess.History;
using Vamos.Adapters.Soap;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.LegacySystems.Mtess;
using Vamos.Sandbox.Population;
using Vamos.Testing;

/// <summary>The adapters that can be measured, by name, each with its legacy systems. A new one adds a line.</summary>
internal static class MeasuredAdapters
{
    private const string FhirToken = "load";

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
            return new MeasuredAdapter("mds", MdsAdapter.With(settings), new Ending(server));
        },
        ["mtess-soap"] = async (_, population) =>
        {
            var soap = new MtessSoapOptions();
            var service = await MtessSoapService.StartAsync(EmploymentRegister.Of(population, TimeProvider.System), soap, TimeProvider.System, CancellationToken.None);
            var history = new HistorySettings { Soap = new SoapSettings { Address = service.Address, User = soap.User, Password = soap.Password } };
            return new MeasuredAdapter("mtess", MtessAdapter.With(new MtessSettings { History = history }), service);
        },
        ["mspbs-fhir"] = async (_, population) =>
        {
            var server = await FhirServer.StartAsync(population, TimeProvider.System, token: FhirToken);
            var fhir = new FhirSettings { Address = server.Address, Credentials = FhirCredentials.Bearer(FhirToken) };
            return new MeasuredAdapter("mspbs", HealthAdapter.With(new HealthSettings { Fhir = fhir }), server);
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
internal sealed record MeasuredAdapter(string Institution, Func<IServiceProvider, IInstitutionAdapter> Adapter, IAsyncDisposable? System = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => System?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Ends what knows no other way.</summary>
internal sealed class Ending(IDisposable ended) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        ended.Dispose();
        return ValueTask.CompletedTask;
    }
}
