namespace Vamos.Hub.Tests.Audit;

using System.Diagnostics;
using Dapper;
using Grpc.Core;
using Vamos.Hub.Audit;
using Vamos.Hub.Storage;
using Vamos.Hub.Tests.Storage;

public abstract class StorageTroubleTests(IStorageLab lab)
{
    private static readonly AuditSettings Impatient = new()
    {
        TimeLimit = TimeSpan.FromMilliseconds(500),
        CheckpointInterval = TimeSpan.FromHours(1),
        MinimumFreeBytes = 0,
        QueueCapacity = 100,
    };

    [Fact]
    public async Task Database_that_is_locked_refuses_exchanges_in_time_and_recovers_by_itself()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase(), Impatient);
        await audit.AppendAsync(0, 5);
        await using (var intruder = await audit.Database.ConnectAsync(CancellationToken.None))
        {
            // as another program would: not through the queue of writers of this process
            await using var hold = await intruder.BeginTransactionAsync();
            await intruder.ExecuteAsync("UPDATE audit_head SET id = id", transaction: hold);

            var began = Stopwatch.GetTimestamp();
            var refusals = await Task.WhenAll(Enumerable.Range(5, 20)
                .Select(i => Assert.ThrowsAsync<AuditUnavailableException>(() => audit.Log.AppendAsync(AuditLab.Record(i)))));

            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.All(refusals, r => Assert.Equal(StatusCode.Unavailable, r.Problem.Code));
            Assert.All(refusals, r => Assert.NotNull(r.Problem.RetryAfter));
            Assert.False(audit.Log.Health.Healthy);
            Assert.NotEmpty(audit.Log.Health.Reason);

            // refused at once while it lasts
            began = Stopwatch.GetTimestamp();
            await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.Log.AppendAsync(AuditLab.Record(99)));
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromMilliseconds(400));
            await hold.RollbackAsync();
        }

        await HealthyAsync(audit);
        var appended = await audit.Log.AppendAsync(AuditLab.Record(100));
        Assert.True(appended.LogIndex >= 5);
        var finding = await audit.VerifyAsync();
        Assert.True(finding.Valid, finding.Explanation);
    }

    [Fact]
    public async Task Storage_that_is_slow_delays_exchanges_and_loses_none()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase(), Impatient with { TimeLimit = TimeSpan.FromSeconds(20) });
        await using var intruder = await audit.Database.ConnectAsync(CancellationToken.None);
        Task<AppendedRecord[]> waiting;
        await using (var hold = await intruder.BeginTransactionAsync())
        {
            await intruder.ExecuteAsync("UPDATE audit_head SET id = id", transaction: hold);
            waiting = Task.WhenAll(Enumerable.Range(0, 50).Select(i => audit.Log.AppendAsync(AuditLab.Record(i))));
            await Task.Delay(300);
            Assert.False(waiting.IsCompleted, "acknowledged before it was durable");
            await hold.RollbackAsync();
        }

        Assert.Equal(50, (await waiting).Select(a => a.LogIndex).Distinct().Count());
        Assert.True(audit.Log.Health.Healthy, audit.Log.Health.Reason);
    }

    [Fact]
    public async Task Queue_that_is_full_refuses_at_once()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase(), Impatient with { TimeLimit = TimeSpan.FromSeconds(20), QueueCapacity = 10 });
        await using var intruder = await audit.Database.ConnectAsync(CancellationToken.None);
        Task<AppendedRecord>[] waiting;
        await using (var hold = await intruder.BeginTransactionAsync())
        {
            await intruder.ExecuteAsync("UPDATE audit_head SET id = id", transaction: hold);
            waiting = [.. Enumerable.Range(0, 300).Select(i => audit.Log.AppendAsync(AuditLab.Record(i)))];
            Assert.True(waiting.Any(t => t.IsFaulted && t.Exception.InnerException is AuditUnavailableException), "none was refused");
            await hold.RollbackAsync();
        }

        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True((await audit.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Storage_that_fails_to_write_refuses_and_recovers_when_it_works_again()
    {
        await using var audit = await AuditLab.OpenAsync(lab.NewDatabase(), Impatient);
        await audit.AppendAsync(0, 5);
        await RunAsync(audit, "ALTER TABLE audit_record RENAME TO audit_gone");

        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<AuditUnavailableException>(() => audit.Log.AppendAsync(AuditLab.Record(5)));
        Assert.False(audit.Log.Health.Healthy);

        await RunAsync(audit, "ALTER TABLE audit_gone RENAME TO audit_record");
        await HealthyAsync(audit);
        Assert.Equal(5, (await audit.Log.AppendAsync(AuditLab.Record(5))).LogIndex);
        Assert.True((await audit.VerifyAsync()).Valid);
    }

    protected static async Task HealthyAsync(AuditLab audit, bool healthy = true)
    {
        var until = Stopwatch.GetTimestamp() + (15 * Stopwatch.Frequency);
        while (audit.Log.Health.Healthy != healthy)
        {
            Assert.True(Stopwatch.GetTimestamp() < until, $"health did not become {healthy} within 15 s: {audit.Log.Health}");
            await Task.Delay(20);
        }
    }

    private static async Task RunAsync(AuditLab audit, string sql) =>
        await audit.Database.WriteAsync(t => t.Connection!.ExecuteAsync(sql, transaction: t), CancellationToken.None);
}

public sealed class PostgresStorageTroubleTests(PostgresLab lab) : StorageTroubleTests(lab), IClassFixture<PostgresLab>;

public sealed class SqliteStorageTroubleTests(SqliteLab lab) : StorageTroubleTests(lab), IClassFixture<SqliteLab>
{
    [Fact]
    public async Task Disk_that_fills_up_turns_health_red_first_then_refuses_and_recovers_with_space()
    {
        using var disk = SmallDisk.Create(megabytes: 12);
        await using var audit = await AuditLab.OpenAsync(disk.File("audit.db"), new AuditSettings
        {
            TimeLimit = TimeSpan.FromSeconds(5),
            CheckpointInterval = TimeSpan.FromHours(1),
            MinimumFreeBytes = 4 << 20,
        });
        var acknowledged = new List<long>();
        async Task Append() => acknowledged.Add((await audit.Log.AppendAsync(AuditLab.Record(acknowledged.Count))).LogIndex);
        await Append();
        Assert.True(audit.Log.Health.Healthy, audit.Log.Health.Reason);

        disk.Fill("filler", leaving: 3 << 20);
        await HealthyAsync(audit, healthy: false);
        await Append();
        Assert.Contains("free", audit.Log.Health.Reason, StringComparison.Ordinal);

        disk.Fill("rest", leaving: 0);
        await Assert.ThrowsAsync<AuditUnavailableException>(async () =>
        {
            for (var i = 0; i < 100_000; i++)
                await Append();
        });

        disk.Remove("filler");
        disk.Remove("rest");
        await HealthyAsync(audit);
        await Append();
        var finding = await audit.VerifyAsync();
        Assert.True(finding.Valid, finding.Explanation);
        Assert.True(finding.Size >= acknowledged.Count, "an exchange that was acknowledged is missing");
    }
}
