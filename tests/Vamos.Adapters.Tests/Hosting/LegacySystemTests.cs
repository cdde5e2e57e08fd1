namespace Vamos.Adapters.Tests.Hosting;

using System.Net;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Lab;
using Vamos.Common.V1;
using Vamos.Contracts.Errors;

/// <summary>What callers and operators see of a legacy system that is not there.</summary>
public sealed class LegacySystemTests
{
    private static readonly NationalId Somebody = new() { Number = "99000001" };

    [Fact]
    public async Task Legacy_system_that_is_down_means_unavailable_until_it_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("vamos-late-");
        var settings = new MdsSettings { ConnectionString = $"Data Source={Path.Combine(folder.FullName, "mds.db")};Pooling=False" };
        await using (var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings)))
        {
            var hub = adapter.ClientOf("hub");
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{adapter.Host.OperationsPort}") };

            var problem = await AccessTests.ProblemOf(() => hub.GetRecordsAsync(new GetRecordsRequest { NationalId = Somebody }, deadline: Soon()));
            Assert.Equal((StatusCode.Unavailable, ErrorReasons.LegacySystemUnavailable), (problem.Code, problem.Reason));
            Assert.NotNull(problem.RetryAfter);
            Assert.DoesNotContain("SQLite", problem.Message, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);

            await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(settings.ConnectionString))
            {
                await connection.OpenAsync();
                var population = Sandbox.Population.SimulatedPopulation.Generate(1, 0, MdsLab.Today);
                await Sandbox.LegacySystems.Mds.MdsLegacyDatabase.LoadAsync(connection, population, CancellationToken.None);
            }

            await WaitFor.TrueAsync(() => adapter.Logs.Entries.Any(entry => entry.Id.Id == 3001), "the legacy system");
            var response = await hub.GetRecordsAsync(new GetRecordsRequest { NationalId = Somebody }, deadline: Soon());
            Assert.True(response.Records.Found);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Database_server_that_is_not_there_means_unavailable()
    {
        var settings = new MdsSettings { Provider = "postgresql", ConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Password=hidden" };
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(settings), reopenDelay: TimeSpan.FromMinutes(1));

        var problem = await AccessTests.ProblemOf(() => adapter.ClientOf("hub").GetRecordsAsync(new GetRecordsRequest { NationalId = Somebody }, deadline: Soon()));

        Assert.Equal(ErrorReasons.LegacySystemUnavailable, problem.Reason);
        Assert.Contains(adapter.Logs.Entries, entry => entry.Id.Id == 3002);
        Assert.DoesNotContain(adapter.Logs.Entries, entry => entry.Message.Contains("hidden", StringComparison.Ordinal));
    }

    private static DateTime Soon() => DateTime.UtcNow.AddSeconds(20);
}
