namespace Vamos.Hub.Monitoring.Traffic;

using Vamos.Hub.Storage;

/// <summary>
/// The tables of the summaries: what went on in each minute, and up to where in the log it was counted. Both change in one transaction, so that
/// every exchange is counted once, whoever counts it.
/// </summary>
internal static class TrafficSchema
{
    public const string Room = "traffic";

    public static IReadOnlyList<Migration> Steps { get; } =
    [
        new Migration(1, "traffic by minute", dialect => $"""
            CREATE TABLE traffic_minute (
                minute BIGINT NOT NULL,
                consumer TEXT NOT NULL,
                method TEXT NOT NULL,
                cell {dialect.Bytes} NOT NULL,
                PRIMARY KEY (minute, consumer, method)
            );
            CREATE TABLE traffic_position (id INTEGER PRIMARY KEY, next_index BIGINT NOT NULL);
            INSERT INTO traffic_position (id, next_index) VALUES (1, 0);
            """),
    ];
}
