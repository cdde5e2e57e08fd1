namespace Vamos.Hub.ServiceNetwork.Catalogue;

using Vamos.Hub.Storage;

/// <summary>The tables of the service network.</summary>
/// <remarks>
/// <c>network_service</c> holds each service as it is now, with its latest report and the position of its latest change, by which every hub follows it;
/// <c>network_version</c> all that it was, <c>network_report</c> all that was reported of it. <c>network_request</c> knows requests that come again.
/// </remarks>
internal static class NetworkSchema
{
    public const string Room = "network";

    public static IReadOnlyList<Migration> Steps { get; } = [new Migration(1, "service network", Create)];

    private static string Create(Dialect dialect) => $"""
        CREATE TABLE network_service (
            service_id TEXT NOT NULL PRIMARY KEY,
            provider TEXT NOT NULL,
            version BIGINT NOT NULL,
            position BIGINT NOT NULL,
            service {dialect.Bytes} NOT NULL,
            report {dialect.Bytes}
        );
        CREATE UNIQUE INDEX network_service_position ON network_service (position);
        CREATE TABLE network_version (
            service_id TEXT NOT NULL,
            version BIGINT NOT NULL,
            stored_at BIGINT NOT NULL,
            service {dialect.Bytes} NOT NULL,
            PRIMARY KEY (service_id, version)
        );
        CREATE TABLE network_report (
            service_id TEXT NOT NULL,
            position BIGINT NOT NULL,
            reported_at BIGINT NOT NULL,
            report {dialect.Bytes} NOT NULL,
            PRIMARY KEY (service_id, position)
        );
        CREATE TABLE network_request (
            institution TEXT NOT NULL,
            request_id TEXT NOT NULL,
            stored_at BIGINT NOT NULL,
            digest {dialect.Bytes} NOT NULL,
            answer {dialect.Bytes} NOT NULL,
            PRIMARY KEY (institution, request_id)
        );
        CREATE INDEX network_request_age ON network_request (stored_at);
        """;
}
