namespace Vamos.Adapters.Tests.Lab;

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;
using Vamos.Testing;

/// <summary>A legacy database of one engine with ten thousand people, and the adapter that reads it, over real mutual TLS.</summary>
public abstract class MdsLab : IAsyncLifetime
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    public SimulatedPopulation Population { get; } = SimulatedPopulation.Generate(1, 10_000, Today);

    public MdsLoad Load { get; private set; } = null!;

    public RunningAdapter Adapter { get; private set; } = null!;

    public AdapterService.AdapterServiceClient Hub { get; private set; } = null!;

    public string QuarantineDirectory { get; } = Directory.CreateTempSubdirectory("vamos-quarantine-").FullName;

    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    public MdsSettings Settings => new() { Provider = Provider, ConnectionString = ConnectionString };

    public virtual async Task InitializeAsync()
    {
        await using (var connection = Connect())
        {
            await connection.OpenAsync();
            Load = await MdsLegacyDatabase.LoadAsync(connection, Population, CancellationToken.None);
        }

        Adapter = await RunningAdapter.StartAsync(MdsAdapter.With(Settings), QuarantineDirectory);
        Hub = Adapter.ClientOf("hub");
    }

    public virtual async Task DisposeAsync()
    {
        await Adapter.DisposeAsync();
        Directory.Delete(QuarantineDirectory, recursive: true);
    }

    public bool IsSqlite => Provider == "sqlite";

    public DbConnection Connect() => IsSqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);

    public async Task<PersonRecords> AskAsync(int number, string letter = "", params FactKind[] kinds)
    {
        var request = new GetRecordsRequest { NationalId = new NationalId { Number = $"{number}", Letter = letter }, Kinds = { kinds } };
        var response = await Hub.GetRecordsAsync(request, deadline: DateTime.UtcNow.AddSeconds(20));
        return response.Records;
    }
}

public sealed class SqliteLab : MdsLab
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vamos-mds-").FullName;

    public override string Provider => "sqlite";

    public override string ConnectionString => $"Data Source={Path.Combine(_folder, "mds.db")}";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

public sealed class PostgresLab : MdsLab
{
    private PostgresServer? _server;

    public override string Provider => "postgresql";

    public override string ConnectionString => _server!.ConnectionString;

    public override async Task InitializeAsync()
    {
        _server = await Task.Run(() => new PostgresServer());
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        _server?.Dispose();
    }
}
