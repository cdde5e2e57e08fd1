namespace Vamos.Hub.Tests.Audit;

using Dapper;
using Google.Protobuf;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Tests.Storage;

public abstract class TamperingTests(IStorageLab lab)
{
    private const int Size = 600;

    public static TheoryData<string, int> Positions => new() { { "full tile", 300 }, { "first record", 0 }, { "unfilled tile", 555 }, { "last record", 599 } };

    [Theory]
    [MemberData(nameof(Positions))]
    public async Task Record_that_was_changed_is_named(string where, int position)
    {
        await using var audit = await FilledAsync();
        await RunAsync(audit, "UPDATE audit_record SET record = @record WHERE log_index = @position", new { position, record = Forged(position) });

        await IsBadAsync(audit, position, where);
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public async Task Record_that_was_dropped_is_named(string where, int position)
    {
        await using var audit = await FilledAsync();
        await RunAsync(audit, "DELETE FROM audit_record WHERE log_index = @position", new { position });

        await IsBadAsync(audit, position, where);
    }

    [Fact]
    public async Task Records_that_were_reordered_are_named()
    {
        await using var audit = await FilledAsync();
        await RunAsync(
            audit,
            """
            UPDATE audit_record SET log_index = 100000 WHERE log_index = 300;
            UPDATE audit_record SET log_index = 300 WHERE log_index = 301;
            UPDATE audit_record SET log_index = 301 WHERE log_index = 100000;
            """);

        await IsBadAsync(audit, 300, "reordered");
    }

    [Fact]
    public async Task Record_that_was_inserted_is_named()
    {
        await using var audit = await FilledAsync();
        await RunAsync(
            audit,
            """
            UPDATE audit_record SET log_index = log_index + 100000 WHERE log_index >= 300;
            UPDATE audit_record SET log_index = log_index - 99999 WHERE log_index >= 100000;
            INSERT INTO audit_record (log_index, exchange_id, consumer, method, outcome, recorded_at, record)
            SELECT 300, exchange_id, consumer, method, outcome, recorded_at, record FROM audit_record WHERE log_index = 5;
            """);

        await IsBadAsync(audit, 300, "inserted");
    }

    [Fact]
    public async Task Record_behind_the_last_is_named()
    {
        await using var audit = await FilledAsync();
        await RunAsync(
            audit,
            """
            INSERT INTO audit_record (log_index, exchange_id, consumer, method, outcome, recorded_at, record)
            SELECT 600, exchange_id, consumer, method, outcome, recorded_at, record FROM audit_record WHERE log_index = 5
            """);

        await IsBadAsync(audit, 600, "appended");
        await RefusesToStartAsync(audit, 600);
    }

    [Fact]
    public async Task Record_that_is_filed_under_another_consumer_is_named()
    {
        await using var audit = await FilledAsync();
        await RunAsync(audit, "UPDATE audit_record SET consumer = 'minna' WHERE log_index = 42");

        await IsBadAsync(audit, 42, "consumer");
    }

    [Fact]
    public async Task Checkpoint_of_another_size_put_in_its_place_is_named()
    {
        await using var audit = await FilledAsync();
        await RunAsync(audit, "UPDATE audit_checkpoint SET checkpoint = (SELECT checkpoint FROM audit_checkpoint WHERE tree_size = 400) WHERE tree_size = 600");

        await IsBadAsync(audit, 600, "checkpoint");
    }

    [Fact]
    public async Task Checkpoint_with_another_root_is_named_and_refuses_to_start()
    {
        await using var audit = await FilledAsync();
        var checkpoint = AuditLab.Key.Sign(600, new byte[32], DateTimeOffset.UtcNow);
        await RunAsync(audit, "UPDATE audit_checkpoint SET checkpoint = @bytes WHERE tree_size = 600", new { bytes = checkpoint.ToByteArray() });

        await IsBadAsync(audit, 400, "root");
        await RefusesToStartAsync(audit, 400);
    }

    [Fact]
    public async Task Record_rewritten_together_with_its_tile_is_caught_by_the_checkpoint()
    {
        await using var audit = await FilledAsync();
        var record = Forged(100);
        await using (var connection = await audit.Database.ConnectAsync(CancellationToken.None))
        {
            var hashes = (await connection.ExecuteScalarAsync<byte[]>("SELECT hashes FROM audit_tile WHERE level = 0 AND tile_index = 0"))!;
            Trust.Transparency.MerkleHash.Leaf(record).CopyTo(hashes, 100 * 32);
            var root = Trust.Transparency.MerkleTree.Root(hashes);
            await RunAsync(
                audit,
                """
                UPDATE audit_record SET record = @record, consumer = 'forged' WHERE log_index = 100;
                UPDATE audit_tile SET hashes = @hashes, root = @root WHERE level = 0 AND tile_index = 0;
                """,
                new { record, hashes, root });
        }

        // the checkpoint over 400 is the first that the forged tree contradicts
        await IsBadAsync(audit, 0, "rewritten");
        await RefusesToStartAsync(audit, 0);
    }

    [Fact]
    public async Task Log_cut_at_the_end_is_caught_by_a_checkpoint_that_somebody_kept()
    {
        var database = lab.NewDatabase();
        await using var audit = await FilledAsync(database);
        var kept = (await audit.Receipts.CheckpointAsync(CancellationToken.None))!;
        await using var rewritten = await AuditLab.OpenAsync(lab.NewDatabase());
        await rewritten.AppendAsync(0, 500);

        Assert.Equal(500, (await rewritten.VerifyAsync(kept)).FirstBad);
        Assert.True((await rewritten.VerifyAsync()).Valid);
    }

    [Theory]
    [InlineData("UPDATE audit_head SET size = size - 1")]
    [InlineData("UPDATE audit_head SET size = 512, root = root, edge = edge")]
    [InlineData("UPDATE audit_record SET method = method, record = record || record WHERE log_index = 555")]
    [InlineData("DELETE FROM audit_record WHERE log_index = 599")]
    [InlineData("DELETE FROM audit_tile WHERE tile_index = 1")]
    public async Task Log_that_contradicts_itself_refuses_to_start(string sql)
    {
        await using var audit = await FilledAsync();
        await RunAsync(audit, sql);
        await RefusesToStartAsync(audit, null);
    }

    [Fact]
    public async Task Head_that_is_changed_while_the_hub_runs_stops_the_log()
    {
        await using var audit = await FilledAsync();
        await RunAsync(audit, "UPDATE audit_head SET size = size + 1");

        await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.Log.AppendAsync(AuditLab.Record(1)));
        Assert.False(audit.Log.Health.Healthy);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.Log.AppendAsync(AuditLab.Record(2)));
        await RunAsync(audit, "UPDATE audit_head SET size = size - 1");
    }

    private async Task<AuditLab> FilledAsync(string? database = null)
    {
        var audit = await AuditLab.OpenAsync(database ?? lab.NewDatabase());
        await audit.AppendAsync(0, 400);
        await audit.SealAsync();
        await audit.AppendAsync(400, Size - 400);
        await audit.SealAsync();
        Assert.True((await audit.VerifyAsync()).Valid);
        return audit;
    }

    private static byte[] Forged(int position)
    {
        var record = AuditLab.Record(position);
        record.LogIndex = position;
        record.ConsumerInstitution = "forged";
        return record.ToByteArray();
    }

    private static async Task RunAsync(AuditLab audit, string sql, object? parameters = null) =>
        await audit.Database.WriteAsync(t => t.Connection!.ExecuteAsync(sql, parameters, t), CancellationToken.None);

    private static async Task IsBadAsync(AuditLab audit, long position, string where)
    {
        var finding = await audit.VerifyAsync();
        Assert.True(finding.FirstBad == position, $"{where}: {finding.FirstBad} instead of {position}: {finding.Explanation}");
        Assert.NotEmpty(finding.Explanation);
    }

    private static async Task RefusesToStartAsync(AuditLab audit, long? position)
    {
        var refusal = await Assert.ThrowsAsync<AuditTamperedException>(() => AuditLog.OpenAsync(
            audit.Database, audit.Settings, audit.Signer, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditLog>.Instance, CancellationToken.None));
        if (position is not null)
            Assert.Equal(position, refusal.Finding.FirstBad);
    }
}

public sealed class SqliteTamperingTests(SqliteLab lab) : TamperingTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresTamperingTests(PostgresLab lab) : TamperingTests(lab), IClassFixture<PostgresLab>;
