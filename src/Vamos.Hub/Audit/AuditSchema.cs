namespace Vamos.Hub.Audit;

using Vamos.Hub.Storage;

/// <summary>The tables of the log.</summary>
/// <remarks>
/// <c>audit_record</c> holds the records as they were hashed; the columns beside the bytes only serve to find them.
/// <c>audit_tile</c> holds the tree, <c>audit_head</c> its size, root and unfilled tile, <c>audit_checkpoint</c> what was
/// signed, <c>audit_segment</c> which records were moved to archives, <c>audit_subject</c> the people of records about more than one.
/// </remarks>
internal static class AuditSchema
{
    public const string Room = "audit";

    /// <summary>
    /// Persons are indexed in buckets of 16,384 records. Hashes are spread evenly, so that one index over all would change a
    /// page of the disk for every record; within a bucket the same few pages serve all. Finding a person asks every bucket.
    /// </summary>
    public const string SubjectBucket = "log_index >> 14";

    /// <summary>Bits of a position within its bucket.</summary>
    public const int SubjectBucketBits = 14;

    public static IReadOnlyList<Migration> Steps { get; } = [new Migration(1, "exchange log", Create), new Migration(2, "several persons", CreateSubjects)];

    private static string Create(Dialect dialect)
    {
        // an index of SQLite ends with the row id, which is the log index, without being told
        var position = dialect == Dialect.Sqlite ? "" : ", log_index";
        return $"""
            CREATE TABLE audit_record (
                log_index {dialect.IntegerKey} PRIMARY KEY,
                exchange_id TEXT NOT NULL,
                consumer TEXT NOT NULL,
                method TEXT NOT NULL,
                outcome INTEGER NOT NULL,
                subject_key BIGINT,
                recorded_at BIGINT NOT NULL,
                record {dialect.Bytes} NOT NULL
            );
            CREATE INDEX audit_record_exchange ON audit_record (exchange_id);
            CREATE INDEX audit_record_consumer ON audit_record (consumer{position});
            CREATE INDEX audit_record_subject ON audit_record (({SubjectBucket}), subject_key{position}) WHERE subject_key IS NOT NULL;
            CREATE TABLE audit_tile (
                level INTEGER NOT NULL,
                tile_index BIGINT NOT NULL,
                root {dialect.Bytes} NOT NULL,
                hashes {dialect.Bytes} NOT NULL,
                PRIMARY KEY (level, tile_index)
            );
            CREATE TABLE audit_head (
                id INTEGER PRIMARY KEY,
                size BIGINT NOT NULL,
                root {dialect.Bytes} NOT NULL,
                edge {dialect.Bytes} NOT NULL,
                recorded_at BIGINT NOT NULL
            );
            CREATE TABLE audit_checkpoint (
                tree_size {dialect.IntegerKey} PRIMARY KEY,
                checkpoint {dialect.Bytes} NOT NULL
            );
            CREATE TABLE audit_segment (
                first_index {dialect.IntegerKey} PRIMARY KEY,
                end_index BIGINT NOT NULL,
                file TEXT NOT NULL
            );
            INSERT INTO audit_head (id, size, root, edge, recorded_at)
            VALUES (1, 0, {Bytes(dialect, Trust.Transparency.MerkleHash.EmptyRoot)}, {Bytes(dialect, [])}, 0);
            """;
    }

    private static string CreateSubjects(Dialect dialect) =>
        $"""
        CREATE TABLE audit_subject (
            bucket BIGINT NOT NULL,
            subject_key BIGINT NOT NULL,
            log_index BIGINT NOT NULL,
            PRIMARY KEY (bucket, subject_key, log_index)
        ){(dialect == Dialect.Sqlite ? " WITHOUT ROWID" : "")}
        """;

    private static string Bytes(Dialect dialect, byte[] bytes) => dialect == Dialect.Sqlite
        ? $"X'{Convert.ToHexString(bytes)}'"
        : $"'\\x{Convert.ToHexStringLower(bytes)}'";
}
