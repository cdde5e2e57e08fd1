namespace Vamos.Hub.ServiceNetwork.Catalogue;

using System.Data.Common;
using Dapper;
using Google.Protobuf;
using Vamos.Hub.Storage;
using Vamos.Hub.Storage.Feeds;
using Vamos.ServiceNetwork.V1;

/// <summary>The SQL of the service network, within a transaction of its caller.</summary>
internal static class NetworkRows
{
    private const string Feed = "network";

    private static readonly TimeSpan RequestsKept = TimeSpan.FromDays(30);

    /// <summary>Waits for its turn among all hubs that change the network, and takes the next position.</summary>
    public static async Task<long> NextPositionAsync(DbTransaction transaction, Dialect dialect)
    {
        await FeedTurn.TakeAsync(transaction, dialect, Feed);
        return await transaction.Connection!.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(position), 0) + 1 FROM network_service", transaction: transaction);
    }

    /// <summary>A service as it is kept, with its latest report; null when there is none.</summary>
    public static async Task<ServiceOffering?> FindAsync(DbTransaction transaction, string serviceId) =>
        (await transaction.Connection!.QuerySingleOrDefaultAsync<ServiceRow>(
            "SELECT position, service, report FROM network_service WHERE service_id = @serviceId", new { serviceId }, transaction))?.ToMessage();

    /// <summary>Keeps a service as it is from now on, and in its history.</summary>
    public static async Task StoreAsync(DbTransaction transaction, ServiceOffering service, long position, DateTimeOffset now)
    {
        var row = new
        {
            service.ServiceId,
            Provider = service.ProviderInstitution,
            service.Version,
            Position = position,
            StoredAt = now.ToUnixTimeMilliseconds(),
            Service = WithoutReport(service).ToByteArray(),
        };
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO network_service (service_id, provider, version, position, service) VALUES (@ServiceId, @Provider, @Version, @Position, @Service)
            ON CONFLICT (service_id) DO UPDATE SET version = excluded.version, position = excluded.position, service = excluded.service
            """,
            row,
            transaction);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO network_version (service_id, version, stored_at, service) VALUES (@ServiceId, @Version, @StoredAt, @Service)", row, transaction);
    }

    /// <summary>Keeps a report as the latest of a service, and in its history.</summary>
    public static async Task StoreReportAsync(DbTransaction transaction, string serviceId, Availability report, long position)
    {
        var row = new { serviceId, position, reportedAt = report.ReportTime.ToDateTimeOffset().ToUnixTimeMilliseconds(), report = report.ToByteArray() };
        await transaction.Connection!.ExecuteAsync(
            "UPDATE network_service SET report = @report, position = @position WHERE service_id = @serviceId", row, transaction);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO network_report (service_id, position, reported_at, report) VALUES (@serviceId, @position, @reportedAt, @report)", row, transaction);
    }

    /// <summary>The answer that a request was given before, and the digest of that request; null when it is new.</summary>
    public static Task<RequestRow?> RequestAsync(DbTransaction transaction, string institution, string requestId) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<RequestRow>(
            "SELECT digest, answer FROM network_request WHERE institution = @institution AND request_id = @requestId",
            new { institution, requestId },
            transaction);

    /// <summary>Remembers a request, and forgets those that are old.</summary>
    public static async Task RememberAsync(
        DbTransaction transaction, string institution, string requestId, byte[] digest, ServiceOffering answer, DateTimeOffset now)
    {
        var (storedAt, old) = (now.ToUnixTimeMilliseconds(), (now - RequestsKept).ToUnixTimeMilliseconds());
        await transaction.Connection!.ExecuteAsync("DELETE FROM network_request WHERE stored_at < @old", new { old }, transaction);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO network_request (institution, request_id, stored_at, digest, answer) VALUES (@institution, @requestId, @storedAt, @digest, @answer)",
            new { institution, requestId, storedAt, digest, answer = answer.ToByteArray() },
            transaction);
    }

    /// <summary>What changed behind a position, in the order of the changes.</summary>
    public static Task<IEnumerable<ServiceRow>> ChangedAsync(DbConnection connection, long position, int most) =>
        connection.QueryAsync<ServiceRow>(
            "SELECT position, service, report FROM network_service WHERE position > @position ORDER BY position LIMIT @most", new { position, most });

    private static ServiceOffering WithoutReport(ServiceOffering service)
    {
        if (service.Availability is null)
            return service;
        var kept = service.Clone();
        kept.Availability = null;
        return kept;
    }
}

/// <summary>One service as the table has it.</summary>
internal sealed record ServiceRow
{
    public long Position { get; init; }

    public byte[] Service { get; init; } = [];

    public byte[]? Report { get; init; }

    public ServiceOffering ToMessage()
    {
        var service = ServiceOffering.Parser.ParseFrom(Service);
        if (Report is not null)
            service.Availability = Availability.Parser.ParseFrom(Report);
        return service;
    }
}

/// <summary>A request that came before.</summary>
internal sealed record RequestRow
{
    public byte[] Digest { get; init; } = [];

    public byte[] Answer { get; init; } = [];
}
