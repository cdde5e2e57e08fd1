namespace Vamos.Hub.Tests.Audit;

using Vamos.Exchange.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Tests.Storage;
using Vamos.Trust.Transparency;

public abstract class AuditLogTests(IStorageLab lab)
{
    [Fact]
    public async Task Appends_at_the_same_time_share_commits_and_get_positions_without_gaps()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());

        var appended = await Task.WhenAll(Enumerable.Range(0, 3000).Select(i => Task.Run(() => audit.Log.AppendAsync(AuditLab.Record(i)))));

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => (long)i), appended.Select(a => a.LogIndex).Order());
        Assert.InRange(audit.Log.Commits, 1, 1000);
        Assert.All(appended, a => Assert.Equal(a.LogIndex, ExchangeRecord.Parser.ParseFrom(a.Bytes).LogIndex));
        var finding = await audit.VerifyAsync();
        Assert.True(finding.Valid, finding.Explanation);
        Assert.Equal(3000, finding.Size);
    }

    [Fact]
    public async Task Receipts_and_consistency_verify_for_every_size_across_tiles()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        var checkpoints = new List<Checkpoint>();
        var size = 0;
        foreach (var more in new[] { 1, 1, 5, 248, 1, 1, 200, 55, 1, 600, 911 })
        {
            await audit.AppendAsync(size, more);
            size += more;
            checkpoints.Add(await audit.SealAsync());
            foreach (var number in new[] { 0, size / 3, size / 2, size - 1 }.Distinct())
            {
                var receipt = await audit.ReceiptAsync(number);
                var finding = ReceiptVerification.Verify(receipt, [audit.Log.VerifierKey]);
                Assert.True(finding.Valid, $"{number} of {size}: {finding.Explanation}");
                Assert.Equal($"exchange-{number}", finding.Record!.ExchangeId);
            }
        }

        foreach (var second in checkpoints)
        {
            foreach (var first in checkpoints.TakeWhile(c => c.TreeSize <= second.TreeSize))
            {
                var answer = await audit.Receipts.ConsistencyAsync(first.TreeSize, second.TreeSize, CancellationToken.None);
                Assert.True(
                    MerkleProof.VerifiesConsistency(
                        first.TreeSize, first.RootHash.Span, second.TreeSize, second.RootHash.Span, [.. answer!.Proof.Select(h => (ReadOnlyMemory<byte>)h)]),
                    $"{first.TreeSize} to {second.TreeSize}");
            }
        }

        Assert.Null(await audit.Receipts.ConsistencyAsync(size + 1, 0, CancellationToken.None));
        Assert.Null(await audit.Receipts.ConsistencyAsync(1, 3, CancellationToken.None));
    }

    [Fact]
    public async Task Log_goes_on_after_a_restart_and_old_receipts_stay_valid()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        await audit.AppendAsync(0, 700);
        var before = await audit.SealAsync();
        var receipt = await audit.ReceiptAsync(699);

        for (var restart = 0; restart < 3; restart++)
        {
            await audit.ReopenAsync();
            await audit.AppendAsync(700 + (restart * 150), 150);
        }

        Assert.True(ReceiptVerification.Verify(receipt, [audit.Log.VerifierKey]).Valid);
        var finding = await audit.VerifyAsync(before);
        Assert.True(finding.Valid, finding.Explanation);
        Assert.Equal(1150, finding.Size);
    }

    [Fact]
    public async Task Receipt_waits_for_its_checkpoint_and_an_exchange_that_never_was_has_none()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        await audit.AppendAsync(0, 3);

        await Assert.ThrowsAsync<AuditUnavailableException>(
            () => audit.Receipts.FindAsync("exchange-1", TimeSpan.FromMilliseconds(100), CancellationToken.None));
        Assert.Null(await audit.Receipts.FindAsync("exchange-9", TimeSpan.Zero, CancellationToken.None));
        Assert.Null(await audit.Receipts.CheckpointAsync(CancellationToken.None));

        var waiting = audit.ReceiptAsync(1);
        await audit.SealAsync();
        Assert.Equal(1, (await waiting).LogIndex);
    }

    [Fact]
    public async Task Checkpoints_are_sealed_by_themselves_and_only_when_the_log_grew()
    {
        await using var audit = await AuditLab.OpenAsync(
            lab.NewDatabase(), new AuditSettings { CheckpointInterval = TimeSpan.FromMilliseconds(20), MinimumFreeBytes = 0 });
        await audit.AppendAsync(0, 3);
        var checkpoint = (await audit.ReceiptAsync(2)).Checkpoint;
        await audit.AppendAsync(3, 1);

        Assert.Equal(4, (await audit.ReceiptAsync(3)).Checkpoint.TreeSize);
        Assert.Equal(3, checkpoint.TreeSize);
        var again = (await audit.Receipts.CheckpointAsync(CancellationToken.None))!;
        await audit.Log.SealAsync(CancellationToken.None);
        Assert.Equal(again, await audit.Receipts.CheckpointAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Records_that_were_archived_leave_and_everything_still_verifies()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase());
        await audit.AppendAsync(0, 1000);
        await audit.SealAsync();
        var receipt = await audit.ReceiptAsync(10);
        var folder = Directory.CreateTempSubdirectory("vamos-archive-");
        var retention = new Hub.Audit.Retention.AuditRetention(
            audit.Database, [audit.Log.VerifierKey], Microsoft.Extensions.Logging.Abstractions.NullLogger<Hub.Audit.Retention.AuditRetention>.Instance);

        var first = await retention.ArchiveAsync(folder.FullName, 300, CancellationToken.None);
        var second = await retention.ArchiveAsync(folder.FullName, 900, CancellationToken.None);
        Assert.Null(await retention.ArchiveAsync(folder.FullName, 900, CancellationToken.None));
        await audit.ReopenAsync();
        await audit.AppendAsync(1000, 100);
        await audit.SealAsync();

        Assert.Equal((0L, 256L), Span(AuditArchive.Read(first!)));
        Assert.Equal((256L, 768L), Span(AuditArchive.Read(second!)));
        foreach (var path in new[] { first!, second! })
            Assert.True(AuditArchive.Read(path).Verify([audit.Log.VerifierKey]).Valid);
        var archive = AuditArchive.Read(second!);
        var swapped = archive with { Records = [archive.Records[1], archive.Records[0], .. archive.Records.Skip(2)] };
        Assert.Equal(TrustFault.IndexDiffers, swapped.Verify([audit.Log.VerifierKey]).Fault);
        var changed = ExchangeRecord.Parser.ParseFrom(archive.Records[5]);
        changed.ConsumerInstitution = "minna";
        var forged = archive with { Records = [.. archive.Records.Select((r, i) => i == 5 ? Google.Protobuf.MessageExtensions.ToByteString(changed) : r)] };
        Assert.Equal(TrustFault.ProofFails, forged.Verify([audit.Log.VerifierKey]).Fault);

        Assert.Null(await audit.Receipts.FindAsync("exchange-10", TimeSpan.Zero, CancellationToken.None));
        Assert.True(ReceiptVerification.Verify(receipt, [audit.Log.VerifierKey]).Valid);
        Assert.True(ReceiptVerification.Verify(await audit.ReceiptAsync(1050), [audit.Log.VerifierKey]).Valid);
        var finding = await audit.VerifyAsync();
        Assert.True(finding.Valid, finding.Explanation);
        folder.Delete(recursive: true);
    }

    private static (long First, long End) Span(AuditArchive archive) => (archive.First, archive.End);
}

public sealed class SqliteAuditLogTests(SqliteLab lab) : AuditLogTests(lab), IClassFixture<SqliteLab>;

public sealed class PostgresAuditLogTests(PostgresLab lab) : AuditLogTests(lab), IClassFixture<PostgresLab>
{
    [Fact]
    public async Task Hubs_that_share_a_database_append_to_one_log()
    {
        var connectionString = lab.NewDatabase();
        await using var left = await AuditLab.OpenAsync(connectionString);
        await using var right = await AuditLab.OpenAsync(connectionString);

        async Task<long[]> Append(AuditLab hub, int from)
        {
            var indexes = new List<long>();
            for (var round = 0; round < 40; round++)
            {
                var appended = await Task.WhenAll(Enumerable.Range(from + (round * 50), 50).Select(i => hub.Log.AppendAsync(AuditLab.Record(i))));
                indexes.AddRange(appended.Select(a => a.LogIndex));
                await hub.Log.SealAsync(CancellationToken.None);
            }

            return [.. indexes];
        }

        var both = await Task.WhenAll(Task.Run(() => Append(left, 0)), Task.Run(() => Append(right, 2000)));

        Assert.Equal(Enumerable.Range(0, 4000).Select(i => (long)i), both.SelectMany(i => i).Order());
        var finding = await left.VerifyAsync();
        Assert.True(finding.Valid, finding.Explanation);
        foreach (var number in new[] { 0, 1999, 2000, 3999 })
            Assert.True(ReceiptVerification.Verify(await left.ReceiptAsync(number), [AuditLab.Key.VerifierKey]).Valid);
    }
}
